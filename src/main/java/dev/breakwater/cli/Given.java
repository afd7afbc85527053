package dev.breakwater.cli;

import dev.breakwater.policy.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One value of an option.
 *
 * @param value as it was written
 * @param origin the option or the place in a file, for sentences
 * @param fromFile whether a file says it, which the command line overrules
 */
record Given(String value, String origin, boolean fromFile) {

  /** Which of these constants it names. */
  <E extends Enum<E>> E among(E[] constants) throws Failure {
    List<String> names = Arrays.stream(constants).map(Given::nameOf).toList();
    int at = names.indexOf(value);
    if (at < 0) {
      throw wrong(oneOf(names), names);
    }
    return constants[at];
  }

  /** Which of these it names. */
  <T> T among(List<T> all, Function<T, String> name, String wanted) throws Failure {
    for (T one : all) {
      if (name.apply(one).equals(value)) {
        return one;
      }
    }
    throw wrong(wanted, all.stream().map(name).toList());
  }

  /** The same option with a part of its value. */
  Given with(String part) {
    return new Given(part, origin, fromFile);
  }

  /** A sentence that says what was wanted, and what may have been meant. */
  Failure wrong(String wanted, List<String> names) {
    return new Failure(
        ExitCode.USAGE,
        "%s must be %s, got %s%s"
            .formatted(
                origin,
                wanted,
                value.isEmpty() ? "nothing" : value,
                DidYouMean.among(names, value)));
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
