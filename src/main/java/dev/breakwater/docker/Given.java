package dev.breakwater.docker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this machine adds to a task definition.
 *
 * @param images what each container runs, by the container's name: a reference that the engine has
 *     or can pull
 * @param pauseImage an image with {@code sleep}, for the container that only holds namespaces
 * @param port the port on 127.0.0.1 that reaches the task, 1 to 65535
 * @param secrets values of the secrets, by the variable's name; never printed
 * @param cgroupParent the control group that holds the task's own limits; empty where none can be
 *     made
 * @param refusedUlimits limits that the engine may not set, as {@link Ulimits} finds them
 */
public record Given(
    Map<String, String> images,
    String pauseImage,
    int port,
    Map<String, String> secrets,
    Optional<String> cgroupParent,
    Set<String> refusedUlimits) {
  public Given {
    refusedUlimits = Set.copyOf(refusedUlimits);
    images = Map.copyOf(images);
    secrets = Map.copyOf(secrets);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Given[" + images + ", " + pauseImage + ", " + port + "]";
  }
}
