package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;
import java.util.Optional;

/**
 * A problem that a rule found with a subject.
 *
 * @param rule which rule
 * @param subject with what
 * @param constructPath the CDK construct that wrote the subject's resource; empty where unknown
 * @param problem what, and where
 * @param occurrence how many before it say the same of the same subject: two volumes may lack the
 *     same setting
 * @param waiver what accepts it
 * @param inBaseline whether the baseline has it
 */
public record Finding(
    Rule rule,
    Subject subject,
    String constructPath,
    Problem problem,
    int occurrence,
    Optional<Waiver> waiver,
    boolean inBaseline) {
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(constructPath, "constructPath");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(waiver, "waiver");
  }

  /** A new finding that nothing accepts. */
  Finding(Rule rule, Subject subject, String constructPath, Problem problem, int occurrence) {
    this(rule, subject, constructPath, problem, occurrence, Optional.empty(), false);
  }

  /** The same, accepted. */
  Finding waived(Waiver by) {
    return new Finding(
        rule, subject, constructPath, problem, occurrence, Optional.of(by), inBaseline);
  }

  /** The same, found in the baseline. */
  public Finding known() {
    return new Finding(rule, subject, constructPath, problem, occurrence, waiver, true);
  }

  /** What became of it. */
  public Ruling ruling() {
    if (waiver.isPresent()) {
      return Ruling.WAIVED;
    }
    if (inBaseline) {
      return Ruling.KNOWN;
    }
    return problem.outcome() == Outcome.FAIL ? Ruling.FAIL : Ruling.UNKNOWN;
  }

  /** Whether it counts: neither waived nor in the baseline. */
  public boolean counts() {
    return ruling() == Ruling.FAIL || ruling() == Ruling.UNKNOWN;
  }

  /**
   * What tells it from every other finding, in 32 hexadecimal digits: made of the rule, the {@link
   * #file}, the subject and what was found there. It stays the same when lines move, keys change
   * their order or the file is formatted anew, and on every machine; it changes with the reason,
   * for another reason is another finding.
   */
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  /**
   * The file as baselines and SARIF name it: relative to the working directory, with forward
   * slashes, however the user spelt it. What is not a file stays as it is.
   */
  public String file() {
    return file(location());
  }

  /** The same of any place. */
  public static String file(Location location) {
    return Fingerprint.file(location.source());
  }

  /** Where the problem stands. */
  public Location location() {
    return problem.location();
  }
}
