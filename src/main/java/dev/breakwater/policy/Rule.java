package dev.breakwater.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * A pure function over the model. Its id is the name of its class in kebab case, and its label is
 * its {@link RuleInfo}.
 */
public sealed interface Rule
    permits ContainerRule,
        ContainerInTaskRule,
        TaskRule,
        ServiceRule,
        ServiceInUseRule,
        ClusterRule,
        CapacityProviderRule,
        HostRule {

  /** Such as {@code read-only-root-filesystem}. */
  default String id() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** What it judges. */
  Subject.Kind kind();

  /** What makes it pass, in the languages that people write. */
  default Optional<Fix> fix() {
    return Optional.ofNullable(getClass().getAnnotation(Fix.class));
  }

  /** The rule in Guard's language. */
  default Optional<Guard> guard() {
    return Optional.ofNullable(getClass().getAnnotation(Guard.class));
  }

  /** The label. */
  default RuleInfo info() {
    RuleInfo info = getClass().getAnnotation(RuleInfo.class);
    if (info == null) {
      throw new IllegalStateException(getClass().getName() + " bears no @RuleInfo");
    }
    return info;
  }
}
