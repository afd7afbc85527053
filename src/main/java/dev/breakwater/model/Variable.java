package dev.breakwater.model;

import java.util.List;
import java.util.Set;

/**
 * One of {@code environment}.
 *
 * @param name the name
 * @param value the value; may be a secret, so it is never printed; a dynamic reference stays the
 *     text that it is, such as {@code {{resolve:secretsmanager:…}}}; an unresolved one shows only
 *     its placeholders
 * @param noEchoParameters the names of the {@code NoEcho} parameters that the value is made of
 * @param written what is written of the values that are unresolved, such as {@code
 *     https://${Host}/}; may hold a secret, so it is never printed
 */
public record Variable(
    Setting<String> name,
    Setting<String> value,
    Set<String> noEchoParameters,
    List<String> written) {
  public Variable {
    written = List.copyOf(written);
    noEchoParameters = Set.copyOf(noEchoParameters);
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "Variable[" + name + "]";
  }
}
