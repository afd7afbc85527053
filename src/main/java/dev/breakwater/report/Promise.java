package dev.breakwater.report;

import java.util.List;

/**
 * What the picture of a task shows a lock for: a few rules that say the same thing together.
 *
 * @param label beside the lock
 * @param rules the ids of the rules that keep it
 */
record Promise(String label, List<String> rules) {
  /** Those of a container, in the order in which they are drawn. */
  static final List<Promise> OF_CONTAINERS =
      List.of(
          new Promise("user", "non-root-user", "windows-non-admin-user"),
          new Promise("read-only root", "read-only-root-filesystem"),
          new Promise("capabilities", "dropped-capabilities", "no-dangerous-capability"),
          new Promise("no new privileges", "no-new-privileges"),
          new Promise("not privileged", "no-privileged-container"),
          new Promise("confinement", "no-disabled-confinement", "no-host-device"),
          new Promise("limits", "limited-memory", "limited-cpu"),
          new Promise("secrets", "no-secret-in-environment"));

  /** Those of a task as a whole. */
  static final List<Promise> OF_TASKS =
      List.of(
          new Promise("host namespaces", "no-host-network", "no-host-processes", "no-host-ipc"),
          new Promise("host files", "no-runtime-socket", "no-sensitive-host-mount"));

  Promise {
    rules = List.copyOf(rules);
  }

  private Promise(String label, String... rules) {
    this(label, List.of(rules));
  }

  /** Whether it is kept, the best first. */
  enum State {
    KEPT("kept"),
    ACCEPTED("broken, but accepted"),
    UNDECIDED("unknown"),
    BROKEN("broken");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
