package dev.breakwater.bench;

import java.util.Locale;

/**
 * One row of the table.
 *
 * @param what what was measured
 * @param wanted what it must be; empty where it is only told
 * @param measured the figure, and those it follows from
 * @param met whether it is what it must be
 */
record Figure(String what, String wanted, String measured, boolean met) {

  static Figure atLeast(double wanted, String unit, String what, double got, String from) {
    return new Figure(
        what, "≥ " + text(wanted) + unit, text(got) + unit + with(from), got >= wanted);
  }

  static Figure atMost(double wanted, String unit, String what, double got, String from) {
    return new Figure(
        what, "≤ " + text(wanted) + unit, text(got) + unit + with(from), got <= wanted);
  }

  static Figure told(String what, String measured) {
    return new Figure(what, "", measured, true);
  }

  private static String with(String from) {
    return from.isEmpty() ? "" : " (" + from + ")";
  }

  /** Three digits that say something. */
  static String text(double number) {
    if (number == Math.rint(number) || Math.abs(number) >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(number));
    }
    return String.format(Locale.ROOT, Math.abs(number) >= 10 ? "%.1f" : "%.2f", number);
  }

  /** As a row of a Markdown table. */
  String row() {
    String verdict = wanted.isEmpty() ? "" : met ? "met" : "**missed**";
    return "| " + what + " | " + wanted + " | " + measured + " | " + verdict + " |\n";
  }
}
