package dev.breakwater.model;

import java.util.Set;

/**
 * A text of a container that {@code NoEcho} parameters are part of, beside its environment.
 * CloudFormation writes their plain values into the task definition.
 *
 * @param place what it is, such as {@code command} or {@code docker label db}
 * @param parameters the names of the parameters
 */
public record NoEchoText(String place, Set<String> parameters) {
  public NoEchoText {
    parameters = Set.copyOf(parameters);
  }
}
