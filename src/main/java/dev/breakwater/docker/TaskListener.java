package dev.breakwater.docker;

import java.time.Instant;

/** Hears what happens to the containers of a task. */
public interface TaskListener {
  /** A container is about to be started. */
  void starting(String container);

  /**
   * A container runs.
   *
   * @param container its name in the task definition
   * @param dockerName its name on the engine
   * @param since from when on its log is new
   */
  void started(String container, String dockerName, Instant since);

  /**
   * A container was started again by its restart policy.
   *
   * @param container its name in the task definition
   * @param exitCode what it had ended with
   */
  void restarted(String container, int exitCode);
}
