package dev.breakwater.policy;

/** How bad a failure is, the least first. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
