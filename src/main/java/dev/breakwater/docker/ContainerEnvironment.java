package dev.breakwater.docker;

import dev.breakwater.model.Container;
import dev.breakwater.model.Secret;
import dev.breakwater.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A container's environment. Secrets, and variables that look like some, go to Docker by their name
 * alone: the value is in the client's environment, and so in no argument that another user or a log
 * sees.
 */
final class ContainerEnvironment {
  private static final Pattern SECRET =
      Pattern.compile("(?i)pass|pwd|secret|token|credential|private|api.?key|access.?key|auth");

  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> variables = new TreeMap<>();

  ContainerEnvironment(Container container, Map<String, String> secrets, Reading reading) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    for (Variable variable : reading.values(container.environment(), of + "environment")) {
      Optional<String> name = reading.value(variable.name(), of + "environment");
      Optional<String> value =
          reading.value(variable.value(), of + "environment " + name.orElse(""));
      if (name.isPresent() && value.isPresent()) {
        boolean hidden =
            !variable.noEchoParameters().isEmpty() || SECRET.matcher(name.get()).find();
        add(name.get(), value.get(), hidden);
      }
    }
    for (String name : names(container, reading)) {
      Optional.ofNullable(secrets.get(name)).ifPresent(value -> add(name, value, true));
      if (!secrets.containsKey(name)) {
        reading.differs(
            "%sthe secret %s is not here, so the variable is not set".formatted(of, name));
      }
    }
    if (!reading.values(container.environmentFiles(), of + "environmentFiles").isEmpty()) {
      reading.differs("%senvironmentFiles are in S3 and are not read here".formatted(of));
    }
    for (Container.DockerLabel label : reading.values(container.dockerLabels(), of + "labels")) {
      reading
          .value(label.value(), of + "dockerLabels")
          .ifPresent(value -> arguments.addAll(List.of("--label", label.name() + "=" + value)));
    }
  }

  /** The variables of a container that ECS would fetch. */
  static List<String> names(Container container, Reading reading) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    List<String> names = new ArrayList<>();
    for (Secret secret : reading.values(container.secrets(), of + "secrets")) {
      reading.value(secret.name(), of + "secrets").ifPresent(names::add);
    }
    return names;
  }

  List<String> arguments() {
    return List.copyOf(arguments);
  }

  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  private void add(String name, String value, boolean hidden) {
    arguments.add("--env");
    arguments.add(hidden ? name : name + "=" + value);
    if (hidden) {
      variables.put(name, value);
    }
  }
}
