package dev.breakwater.proxy;

/**
 * A path that scanners ask for, as one or more whole segments at any depth, whatever its case.
 *
 * @param pattern the segments, as a regular expression without anchors
 * @param example a path that the pattern refuses, as scanners ask for it
 * @param source who lists it, or the vulnerability that it tries
 */
public record ProbePath(String pattern, String example, String source) {
  static final String CRS = "CRS";
  static final String QUICKHITS = "quickhits";
  static final String COMMON = "common";
  static final String FAIL2BAN = "fail2ban";
}
