package dev.breakwater.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Inspection of requests by ModSecurity 3 and the OWASP Core Rule Set 3.3.4, as Debian 12 has them:
 * another flavour of the proxy's image. Rate limit and request filter come first, so that what they
 * refuse costs no inspection. A refused request gets 403 (400 where its body cannot be parsed), and
 * one JSON line on standard output names the rules and where they matched, never what they matched.
 *
 * <p>Answers are not inspected: ModSecurity would hold them back, and the Core Rule Set's rules for
 * them look for an application's error pages only.
 *
 * @param blocking whether a request that reaches the threshold is refused; otherwise it is logged
 *     and passed on. True by default: a lock that only reports is open.
 * @param paranoiaLevel which rules are asked, 1 to 4; {@value #DEFAULT_PARANOIA_LEVEL} by default,
 *     at which the Core Rule Set means to refuse nothing ordinary
 * @param anomalyThreshold the score at which a request is refused, 1 to {@value
 *     #MAX_ANOMALY_THRESHOLD}, {@value #DEFAULT_ANOMALY_THRESHOLD} by default: what one rule of
 *     severity critical scores (error 4, warning 3, notice 2)
 * @param inspectedKibibytes how much of a body is read, 1 to {@value #MAX_INSPECTED_KIBIBYTES} KiB,
 *     {@value #DEFAULT_INSPECTED_KIBIBYTES} by default, which is ModSecurity's own recommendation.
 *     A KiB of text costs about a millisecond of CPU.
 * @param largerBodies what becomes of a larger body; refused by default
 * @param exclusions rules that are not asked, everywhere or somewhere; none by default
 */
public record RequestInspection(
    boolean blocking,
    int paranoiaLevel,
    int anomalyThreshold,
    int inspectedKibibytes,
    LargerBodies largerBodies,
    List<RuleExclusion> exclusions) {

  /** The paranoia level by default. */
  public static final int DEFAULT_PARANOIA_LEVEL = 1;

  /** The anomaly threshold by default. */
  public static final int DEFAULT_ANOMALY_THRESHOLD = 5;

  /** The highest anomaly threshold: twenty critical rules. */
  public static final int MAX_ANOMALY_THRESHOLD = 100;

  /** How much of a body is read by default, in KiB. */
  public static final int DEFAULT_INSPECTED_KIBIBYTES = 128;

  /** The most of a body that is read, in KiB. */
  public static final int MAX_INSPECTED_KIBIBYTES = 1024;

  /** What becomes of a body that is larger than what is inspected. */
  public enum LargerBodies {
    /** It gets 413: nothing passes that was not read. */
    REFUSED,
    /**
     * Its beginning is inspected and all of it is passed on, for uploads: what lies behind the
     * beginning is seen by nobody.
     */
    INSPECTED_IN_PART
  }

  /** Refuses what is outside its range. */
  public RequestInspection {
    Wanted.between("paranoia level", paranoiaLevel, 1, 4, "");
    Wanted.between("anomaly threshold", anomalyThreshold, 1, MAX_ANOMALY_THRESHOLD, "");
    Wanted.between("inspected body", inspectedKibibytes, 1, MAX_INSPECTED_KIBIBYTES, " KiB");
    Objects.requireNonNull(largerBodies, "largerBodies is missing");
    exclusions = List.copyOf(exclusions);
  }

  /** The Core Rule Set, blocking at paranoia level 1. */
  public static RequestInspection coreRuleSet() {
    return new RequestInspection(
        true,
        DEFAULT_PARANOIA_LEVEL,
        DEFAULT_ANOMALY_THRESHOLD,
        DEFAULT_INSPECTED_KIBIBYTES,
        LargerBodies.REFUSED,
        List.of());
  }

  /** The largest body that is admitted, in KiB, of what else would be. */
  int largestBodyKibibytes(int otherwise) {
    return blocking && largerBodies == LargerBodies.REFUSED
        ? Math.min(inspectedKibibytes, otherwise)
        : otherwise;
  }

  /** The same, logging what it would refuse and refusing nothing. */
  public RequestInspection detectionOnly() {
    return new RequestInspection(
        false, paranoiaLevel, anomalyThreshold, inspectedKibibytes, largerBodies, exclusions);
  }

  /** The same at another paranoia level, 1 to 4. */
  public RequestInspection paranoiaLevel(int level) {
    return new RequestInspection(
        blocking, level, anomalyThreshold, inspectedKibibytes, largerBodies, exclusions);
  }

  /** The same with another threshold, 1 to {@value #MAX_ANOMALY_THRESHOLD}. */
  public RequestInspection anomalyThreshold(int score) {
    return new RequestInspection(
        blocking, paranoiaLevel, score, inspectedKibibytes, largerBodies, exclusions);
  }

  /**
   * The same with another share of bodies.
   *
   * @param kibibytes how much of a body is read, 1 to {@value #MAX_INSPECTED_KIBIBYTES} KiB
   * @param larger what becomes of a larger one
   */
  public RequestInspection bodies(int kibibytes, LargerBodies larger) {
    return new RequestInspection(
        blocking, paranoiaLevel, anomalyThreshold, kibibytes, larger, exclusions);
  }

  /** The same without asking these rules where the exclusions say so. */
  public RequestInspection without(RuleExclusion... more) {
    return new RequestInspection(
        blocking,
        paranoiaLevel,
        anomalyThreshold,
        inspectedKibibytes,
        largerBodies,
        Stream.concat(exclusions.stream(), Arrays.stream(more)).toList());
  }
}
