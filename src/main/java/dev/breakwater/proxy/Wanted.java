package dev.breakwater.proxy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.regex.Pattern;

/** Refuses a wrong value with one sentence: what, wanted, got. */
final class Wanted {
  /** A path that means the same to everybody who reads it, with no character of nginx's own. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?=.{1,128}\\z)/|(?=.{1,128}\\z)(?:/(?!\\.{1,2}(?:/|\\z))[A-Za-z0-9._~-]+)+/?");

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
      throw refused(what, wanted, shown(got));
    }
    return got;
  }

  /** A path as nginx has it when it compares: decoded, without empty and dotted segments. */
  static String path(String what, String got) {
    return matching(
        what,
        got,
        PATH,
        "a path of at most 128 letters, digits and . _ ~ / - that begins with / and has no empty"
            + " or dotted segment");
  }

  static void distinct(String what, Collection<?> got) {
    HashSet<Object> seen = new HashSet<>();
    for (Object one : got) {
      if (!seen.add(one)) {
        throw refused(what, "given once each", shown(one.toString()) + " twice");
      }
    }
  }

  static IllegalArgumentException refused(String what, String wanted, String got) {
    return new IllegalArgumentException(what + " must be " + wanted + ", got " + got);
  }

  static String shown(String text) {
    String printable = text.replaceAll("[^ -~]", "?");
    return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
  }
}
