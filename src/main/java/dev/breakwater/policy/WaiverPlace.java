package dev.breakwater.policy;

import java.util.List;

/** Where a waiver was written, which decides what it may say of its reach. */
enum WaiverPlace {
  /** In {@code Metadata} of a resource, which it covers. */
  RESOURCE("rule container reason until"),
  /** In {@code Metadata} of a template, whose resources it may name. */
  TEMPLATE("rule resource container reason until"),
  /** In {@code breakwater.yaml}. */
  CONFIGURATION("rule resource file container reason until");

  private final String keys;

  WaiverPlace(String keys) {
    this.keys = keys;
  }

  /** What a waiver may hold here. */
  List<String> keys() {
    return List.of(keys.split(" "));
  }
}
