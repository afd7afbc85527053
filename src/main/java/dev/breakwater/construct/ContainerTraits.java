package dev.breakwater.construct;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.Secret;

/**
 * What a container does, apart from its image and its size.
 *
 * @param command the arguments; none means the image's
 * @param entryPoint the program; none means the image's
 * @param environment plain variables
 * @param secrets variables that ECS fetches
 * @param writablePaths where it may write
 * @param healthCheck how ECS asks for its health
 * @param user who it runs as
 * @param stopTimeout time to stop in, before the kill
 * @param openFiles files that each process may have open
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
  /** Copies the collections. */
  public ContainerTraits {
    command = List.copyOf(command);
    entryPoint = List.copyOf(entryPoint);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    writablePaths = List.copyOf(writablePaths);
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

  /** What the writable paths take of the container's memory. */
  int writableMebibytes() {
    return writablePaths.stream().mapToInt(WritablePath::mebibytes).sum();
  }
}
