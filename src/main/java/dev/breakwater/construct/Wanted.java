package dev.breakwater.construct;

import java.util.regex.Pattern;

/** Refuses a wrong value with one sentence: what, wanted, got. */
final class Wanted {
  private static final int SHOWN = 60;

  private Wanted() {}

  static void between(String what, long got, int least, int most, String unit) {
    if (got < least || got > most) {
      throw refused(what, least + " to " + most + unit, Long.toString(got));
    }
  }

  static String matching(String what, String got, Pattern pattern, String wanted) {
    if (!pattern.matcher(got).matches()) {
      throw refused(what, wanted, shown(got));
    }
    return got;
  }

  static IllegalArgumentException refused(String what, String wanted, String got) {
    return new IllegalArgumentException(what + " must be " + wanted + ", got " + got);
  }

  /** Cut, and without control characters: it may come from anywhere. */
  static String shown(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return '"'
        + (printable.length() > SHOWN ? printable.substring(0, SHOWN) + "…" : printable)
        + '"';
  }
}
