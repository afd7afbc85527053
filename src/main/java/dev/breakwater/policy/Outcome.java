package dev.breakwater.policy;

/** What a rule says, the best first. */
public enum Outcome {
  PASS,
  UNKNOWN,
  FAIL
}
