package dev.breakwater.report;

import dev.breakwater.policy.Finding;
import java.util.Comparator;
import java.util.Objects;

/**
 * A line of a baseline.
 *
 * @param file relative to the working directory
 * @param resource of the finding's subject
 * @param container the container's name; empty where the subject is none
 * @param rule the rule's id
 * @param reason what was found
 * @param fingerprint by which it is known again
 */
public record BaselineEntry(
    String file, String resource, String container, String rule, String reason, String fingerprint)
    implements Comparable<BaselineEntry> {
  private static final Comparator<BaselineEntry> BY_PLACE =
      Comparator.comparing(BaselineEntry::file)
          .thenComparing(BaselineEntry::resource)
          .thenComparing(BaselineEntry::container)
          .thenComparing(BaselineEntry::rule)
          .thenComparing(BaselineEntry::reason)
          .thenComparing(BaselineEntry::fingerprint);

  public BaselineEntry {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(fingerprint, "fingerprint");
  }

  static BaselineEntry of(Finding finding) {
    return new BaselineEntry(
        finding.file(),
        finding.subject().resource(),
        finding.subject().name(),
        finding.rule().id(),
        finding.problem().reason(),
        finding.fingerprint());
  }

  @Override
  public int compareTo(BaselineEntry other) {
    return BY_PLACE.compare(this, other);
  }
}
