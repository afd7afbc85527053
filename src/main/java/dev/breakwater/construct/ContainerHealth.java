package dev.breakwater.construct;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.HealthCheck;

/**
 * A health check in exec form, its times within what ECS takes.
 *
 * @param command {@code CMD}, a program of the image and its arguments
 * @param interval seconds from one check to the next, 5 to 300; 10 by default
 * @param timeout seconds that one check may take, 2 to 60; 5 by default
 * @param retries failures in a row that make the container unhealthy, 1 to 10; 3 by default
 * @param startPeriod seconds in which failures do not count, 0 to 300; 30 by default
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html">
 *     HealthCheck</a>
 */
public record ContainerHealth(
    List<String> command, int interval, int timeout, int retries, int startPeriod) {
  /**
   * A health check.
   *
   * @throws IllegalArgumentException for another form than {@code CMD} and for a time out of range
   */
  public ContainerHealth {
    command = List.copyOf(command);
    if (command.size() < 2 || !command.get(0).equals("CMD") || command.get(1).isBlank()) {
      throw Wanted.refused(
          "healthCheck",
          "in exec form, CMD and a program of the image (a hardened image has no shell)",
          command.toString());
    }
    Wanted.between("interval of healthCheck", interval, 5, 300, " s");
    Wanted.between("timeout of healthCheck", timeout, 2, 60, " s");
    Wanted.between("retries of healthCheck", retries, 1, 10, "");
    Wanted.between("startPeriod of healthCheck", startPeriod, 0, 300, " s");
  }

  static ContainerHealth of(List<String> exec) {
    return new ContainerHealth(exec, 10, 5, 3, 30);
  }

  static ContainerHealth of(HealthCheck check) {
    return new ContainerHealth(
        check.getCommand(),
        seconds(check.getInterval(), 10),
        seconds(check.getTimeout(), 5),
        Optional.ofNullable(check.getRetries()).map(Number::intValue).orElse(3),
        seconds(check.getStartPeriod(), 30));
  }

  private static int seconds(Duration given, int otherwise) {
    // The most that an int holds is out of range, as is all that is more.
    return Optional.ofNullable(given)
        .map(time -> (int) Math.min(Integer.MAX_VALUE, ContainerSettings.seconds(time)))
        .orElse(otherwise);
  }

  /** After so long the container is healthy, or not. */
  int mostStartSeconds() {
    return startPeriod + retries * (interval + timeout);
  }

  HealthCheck rendered() {
    return HealthCheck.builder()
        .command(command)
        .interval(Duration.seconds(interval))
        .timeout(Duration.seconds(timeout))
        .retries(retries)
        .startPeriod(Duration.seconds(startPeriod))
        .build();
  }
}
