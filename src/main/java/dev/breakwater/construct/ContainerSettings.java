package dev.breakwater.construct;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.Secret;

/**
 * What a builder collects of one container.
 *
 * @param <S> the builder itself
 */
public abstract sealed class ContainerSettings<S extends ContainerSettings<S>>
    permits HardenedContainerProps.Builder, ExposureSettings {
  private final List<String> command = new ArrayList<>();
  private final List<String> entryPoint = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final List<WritablePath> writablePaths = new ArrayList<>();
  private Optional<ContainerHealth> healthCheck = Optional.empty();
  private ContainerUser user = ContainerUser.of(ContainerUser.DEFAULT);
  private Duration stopTimeout = Duration.seconds(30);
  private int openFiles = 65_535;

  ContainerSettings() {}

  abstract S self();

  /** The arguments, instead of the image's {@code CMD}; by default, and when empty, that. */
  public S command(List<String> arguments) {
    command.clear();
    command.addAll(arguments);
    return self();
  }

  /** The program, instead of the image's {@code ENTRYPOINT}; by default, and when empty, that. */
  public S entryPoint(List<String> program) {
    entryPoint.clear();
    entryPoint.addAll(program);
    return self();
  }

  /**
   * A plain environment variable. Whoever may read the task definition reads it, so a literal that
   * looks like a secret is refused: that is what {@link #secret} is for.
   *
   * @param name 1 to 255 printable characters but {@code =} and space, set once
   * @param value for everyone to read
   * @throws IllegalArgumentException for a name that is set already or none, and for a secret
   */
  public S environment(String name, String value) {
    Objects.requireNonNull(value, "environment value is required");
    unused(name);
    environment.put(name, value);
    return self();
  }

  /**
   * An environment variable that ECS fetches from Secrets Manager or the Parameter Store.
   *
   * @param name 1 to 255 printable characters but {@code =} and space, set once
   * @param secret where it is
   * @throws IllegalArgumentException for a name that is set already
   */
  public S secret(String name, Secret secret) {
    Objects.requireNonNull(secret, "secret is required");
    unused(name);
    secrets.put(name, secret);
    return self();
  }

  private void unused(String name) {
    if (environment.containsKey(name) || secrets.containsKey(name)) {
      throw Wanted.refused("environment variable", "set once", Wanted.shown(name) + " twice");
    }
  }

  /**
   * A place where the container may write, the one way to get one: a tmpfs of the container's user
   * and group, mode 0700, {@code noexec,nosuid,nodev}. What it holds is gone when the container
   * stops, and counts against the container's memory.
   *
   * @param path absolute, at most 255 characters; not {@code /}, not in the system's own
   *     directories and not within another
   * @param size whole MiB, 1 to 25165824
   * @throws IllegalArgumentException for a path or a size out of range
   */
  public S writablePath(String path, Size size) {
    Objects.requireNonNull(size, "size of the writable path is required");
    writablePaths.add(WritablePath.of(path, size));
    return self();
  }

  /**
   * How ECS asks for the container's health, in exec form, since a hardened image has no shell:
   * {@code List.of("CMD", "/usr/bin/health", "8080")}. Every 10 s, 5 s patience, unhealthy after 3
   * failures, which do not count in the first 30 s.
   */
  public S healthCheck(List<String> exec) {
    healthCheck = Optional.of(ContainerHealth.of(exec));
    return self();
  }

  /**
   * As {@link #healthCheck(List)}, with times of its own: an interval of 5 to 300 s, a timeout of 2
   * to 60 s, 1 to 10 retries, a start period of 0 to 300 s.
   */
  public S healthCheck(HealthCheck check) {
    healthCheck = Optional.of(ContainerHealth.of(check));
    return self();
  }

  /**
   * Who the container runs as: a user and a group by number, 1 to 2147483647 each; {@value
   * ContainerUser#DEFAULT} by default.
   *
   * @throws IllegalArgumentException for root, for a name and for a user without a group
   */
  public S user(String numbers) {
    user = ContainerUser.of(numbers);
    return self();
  }

  /**
   * How long the container may take to stop before it is killed: 1 to 120 s (Fargate takes no
   * more); 30 s by default.
   */
  public S stopTimeout(Duration timeout) {
    stopTimeout = timeout;
    return self();
  }

  /** How many files each process may have open, 64 to 1048576; 65535 by default. */
  public S openFiles(int files) {
    openFiles = files;
    return self();
  }

  ContainerTraits traits() {
    return new ContainerTraits(
        command,
        entryPoint,
        environment,
        secrets,
        writablePaths,
        healthCheck,
        user,
        stopTimeout,
        openFiles);
  }

  static long seconds(Duration duration) {
    return duration.toSeconds().longValue();
  }
}
