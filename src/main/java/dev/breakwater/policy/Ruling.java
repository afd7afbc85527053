package dev.breakwater.policy;

/** What became of a finding, as reports write it in lower case. */
public enum Ruling {
  /** The rule fails, and nothing excuses it. */
  FAIL,
  /** It could not be decided; never clean. */
  UNKNOWN,
  /** A waiver that has not expired accepts it. */
  WAIVED,
  /** The baseline has it: it is not new. */
  KNOWN
}
