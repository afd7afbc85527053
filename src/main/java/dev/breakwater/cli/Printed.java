package dev.breakwater.cli;

import dev.breakwater.docker.BaseImage;
import dev.breakwater.docker.ImageBuild;
import dev.breakwater.docker.Run;
import dev.breakwater.docker.TaskPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A plan as lines that a person can read and a shell can run. */
final class Printed {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private Printed() {}

  static List<String> lines(Run run, Collection<ImageBuild> builds, TaskPlan plan) {
    List<String> lines = new ArrayList<>();
    plan.differences().forEach(sentence -> lines.add("# not as on ECS: " + sentence));
    if (!builds.isEmpty()) {
      lines.add(
          "# where no public registry answers: --build-arg BASE_IMAGE=%s, which breakwater up makes"
              .formatted(BaseImage.LOCAL));
    }
    builds.forEach(build -> lines.add(command(build.command(new TreeMap<>(build.arguments())))));
    for (TaskPlan.Preparation step : plan.preparations()) {
      String command = command(step.arguments());
      if (step.input().isEmpty()) {
        lines.add(command);
      } else {
        lines.add(command + " <<'BREAKWATER'");
        step.input().lines().forEach(lines::add);
        lines.add("BREAKWATER");
      }
    }
    for (TaskPlan.Member member : plan.containers()) {
      new TreeMap<>(member.dependsOn())
          .forEach((name, condition) -> lines.add("# when %s: %s".formatted(name, condition)));
      member.variables().keySet().stream()
          .sorted()
          .forEach(name -> lines.add("# %s is taken from the environment".formatted(name)));
      lines.add(command(member.arguments()));
    }
    lines.add("# breakwater down " + run.id());
    return lines;
  }

  private static String command(List<String> arguments) {
    StringBuilder line = new StringBuilder("docker");
    for (String argument : arguments) {
      line.append(' ').append(quoted(argument));
    }
    return line.toString();
  }

  /** In single quotes where a shell would see more than a word. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
