package dev.breakwater.policy;

import java.util.Objects;

/**
 * What a finding is about.
 *
 * @param kind what it is
 * @param resource the logical id, family or ARN of the resource; the name of an image
 * @param name the container's name; empty for other kinds
 */
public record Subject(Kind kind, String resource, String name) {
  public Subject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(name, "name");
  }

  /** The kinds of subjects. */
  public enum Kind {
    CONTAINER("container"),
    TASK_DEFINITION("task-definition"),
    SERVICE("service"),
    CLUSTER("cluster"),
    CAPACITY_PROVIDER("capacity-provider"),
    HOST("host"),
    IMAGE("image");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As reports write it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** {@code Web/app}, or only the resource. */
  @Override
  public String toString() {
    return name.isEmpty() ? resource : resource + "/" + name;
  }
}
