package dev.breakwater.construct;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.Secret;

/**
 * What a container does, apart from its image and its size.
 *
 * @param command the arguments; none means the image's
 * @param entryPoint the program; none means the image's
 * @param environment plain variables, none of which looks like a secret
 * @param secrets variables that ECS fetches, by other names than the plain ones
 * @param writablePaths where it may write, none of them within another
 * @param healthCheck how ECS asks for its health; empty for not at all
 * @param user who it runs as
 * @param stopTimeout time to stop in, before the kill, 1 to 120 s
 * @param openFiles files that each process may have open, 64 to 1048576
 */
public record ContainerTraits(
    List<String> command,
    List<String> entryPoint,
    Map<String, String> environment,
    Map<String, Secret> secrets,
    List<WritablePath> writablePaths,
    Optional<ContainerHealth> healthCheck,
    ContainerUser user,
    Duration stopTimeout,
    int openFiles) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException for a value out of range, a secret in plain text, a variable
   *     that is both plain and a secret, writable paths within one another
   */
  public ContainerTraits {
    command = List.copyOf(command);
    entryPoint = List.copyOf(entryPoint);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    writablePaths = List.copyOf(writablePaths);
    Objects.requireNonNull(healthCheck, "healthCheck is required, or an empty one");
    Objects.requireNonNull(user, "user is required");
    Objects.requireNonNull(stopTimeout, "stopTimeout is required");
    environment.forEach(PlainVariable::check);
    for (String name : secrets.keySet()) {
      PlainVariable.checkName(name);
      if (environment.containsKey(name)) {
        throw Wanted.refused("environment variable", "set once", Wanted.shown(name) + " twice");
      }
    }
    WritablePath.checkTogether(writablePaths);
    Wanted.between("stopTimeout", ContainerSettings.seconds(stopTimeout), 1, 120, " s");
    Wanted.between("openFiles", openFiles, 64, 1_048_576, "");
  }

  /** The same with one more variable. */
  ContainerTraits with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new ContainerTraits(
        command,
        entryPoint,
        more,
        secrets,
        writablePaths,
        healthCheck,
        user,
        stopTimeout,
        openFiles);
  }

  /** What the writable paths take of the container's memory; checked to be no more than it has. */
  int writableMebibytes() {
    return writablePaths.stream().mapToInt(WritablePath::mebibytes).sum();
  }
}
