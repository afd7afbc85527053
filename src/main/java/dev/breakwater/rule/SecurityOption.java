package dev.breakwater.rule;

import java.util.Set;

/**
 * One of {@code dockerSecurityOptions}, as Docker reads it: three words may stand alone, all others
 * are a key and a value; the first {@code =} parts them, or the first {@code :} where there is no
 * {@code =} (moby, {@code parseSecurityOpt}). Switches take what Go's {@code strconv.ParseBool}
 * takes. The engine refuses any other key, {@code systempaths} too (moby, daemon/daemon_unix.go,
 * b985e2313a), of which {@code docker run} makes empty lists of masked and read-only paths.
 *
 * @param key such as {@code apparmor}
 * @param value {@code true} when the word stands alone
 */
record SecurityOption(String key, String value) {
  private static final Set<String> ON = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> OFF = Set.of("0", "f", "F", "false", "FALSE", "False");
  private static final Set<String> UNCONFINED_LABELS =
      Set.of("disable", "type:spc_t", "type:super_t", "type:control_t");

  static SecurityOption read(String written) {
    int at = written.indexOf('=') >= 0 ? written.indexOf('=') : written.indexOf(':');
    return at < 0
        ? new SecurityOption(written, "true")
        : new SecurityOption(written.substring(0, at), written.substring(at + 1));
  }

  /** Whether it asks for {@code no-new-privileges}. */
  boolean isNoNewPrivileges() {
    return key.equals("no-new-privileges") && isOn();
  }

  /** Whether it switches off what confines the container. */
  boolean disablesConfinement() {
    return switch (key) {
      case "apparmor", "seccomp", "systempaths" -> value.equals("unconfined");
      case "label" -> UNCONFINED_LABELS.contains(value);
      case "disable" -> true;
      case "writable-cgroups" -> isOn();
      case "no-new-privileges" -> OFF.contains(value);
      default -> false;
    };
  }

  private boolean isOn() {
    return ON.contains(value);
  }
}
