package dev.breakwater.policy;

/** How much a policy asks; each level holds the one before. */
public enum Level {
  /** Forbids the known ways to break out of a container or to leak. */
  BASELINE,
  /** The hardened state. */
  RESTRICTED;

  /** Whether a policy of this level judges rules of the other. */
  public boolean includes(Level other) {
    return compareTo(other) >= 0;
  }
}
