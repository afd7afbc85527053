package dev.breakwater.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.docker.TaskPlan.Preparation;
import dev.breakwater.model.Container;
import dev.breakwater.model.HealthCheck;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container's health check. {@code docker run} knows only checks that a shell runs, and a
 * hardened image has none; so a check in exec form is put on an image of its own, which is the
 * container's image and one line more.
 */
final class ContainerProbe {
  /** ECS's defaults, in seconds; Docker's own timeout is longer. */
  private static final int INTERVAL = 30;

  private static final int TIMEOUT = 5;
  private static final int RETRIES = 3;

  private final String name;
  private final HealthCheck check;
  private final Reading reading;
  private final List<String> command;

  ContainerProbe(Container container, Reading reading) {
    name = TaskNetwork.name(container);
    check = container.healthCheck();
    this.reading = reading;
    command = reading.values(check.command(), what("command"));
  }

  boolean isThere() {
    return command.size() > 1 && !command.get(0).equals("NONE");
  }

  private boolean isExec() {
    return isThere() && command.get(0).equals("CMD");
  }

  /** Its arguments; a check of the image's own that the task definition does not name is off. */
  List<String> arguments() {
    if (!isThere()) {
      return List.of("--no-healthcheck");
    }
    List<String> words = new ArrayList<>();
    if (!isExec()) {
      words.addAll(List.of("--health-cmd", String.join(" ", command.subList(1, command.size()))));
    }
    words.addAll(List.of("--health-interval", seconds(check.interval(), "interval", INTERVAL)));
    words.addAll(List.of("--health-timeout", seconds(check.timeout(), "timeout", TIMEOUT)));
    int retries = reading.value(check.retries(), what("retries")).orElse(RETRIES);
    words.addAll(List.of("--health-retries", Integer.toString(retries)));
    words.addAll(List.of("--health-start-period", seconds(check.startPeriod(), "startPeriod", 0)));
    return words;
  }

  /** What the image with the check is called, in the run. */
  String imageName() {
    return name.toLowerCase(java.util.Locale.ROOT) + "-checked";
  }

  /** The image with the check, where it needs one. */
  Optional<Preparation> imageWithCheck(String image, Run run) {
    if (!isExec()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of("build", "--quiet"));
    words.addAll(run.labels());
    words.addAll(List.of("--tag", run.name(imageName()), "-"));
    String exec = json(command.subList(1, command.size()));
    return Optional.of(
        new Preparation(words, "FROM " + image + "\nHEALTHCHECK CMD " + exec + "\n"));
  }

  private String seconds(
      dev.breakwater.model.Setting<Integer> setting, String what, int otherwise) {
    return reading.value(setting, what(what)).orElse(otherwise) + "s";
  }

  private String what(String field) {
    return TaskNetwork.of(name) + "healthCheck " + field;
  }

  private static String json(List<String> words) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeArray(words.toArray(String[]::new), 0, words.size());
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail to be written", e);
    }
    return text.toString();
  }
}
