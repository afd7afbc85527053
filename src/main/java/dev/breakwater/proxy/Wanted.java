package dev.breakwater.proxy;

import java.time.Duration;
import java.util.regex.Pattern;

/** Refuses a wrong value with one sentence: what, wanted, got. */
final class Wanted {
  private Wanted() {}

  static int between(String what, int got, int least, int most, String unit) {
    if (got < least || got > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + unit + ", got " + got);
    }
    return got;
  }

  static Duration seconds(String what, Duration got, int least, int most) {
    if (got.getNano() != 0 || got.getSeconds() < least || got.getSeconds() > most) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + " whole seconds, got " + got);
    }
    return got;
  }

  /** The value is shown cut and without control characters: it may come from anywhere. */
  static String matching(String what, String got, Pattern pattern, String wanted) {
    if (!pattern.matcher(got).matches()) {
      throw new IllegalArgumentException(what + " must be " + wanted + ", got " + shown(got));
    }
    return got;
  }

  static String shown(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
  }
}
