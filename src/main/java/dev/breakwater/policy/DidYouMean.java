package dev.breakwater.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody meant who misspelt it. */
public final class DidYouMean {
  private DidYouMean() {}

  /** {@code "; did you mean init-process?"}, or nothing where no name is near. */
  public static String among(Collection<String> names, String given) {
    return nearest(names, given).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The name with the fewest letters changed, a third of them at most. */
  public static Optional<String> nearest(Collection<String> names, String given) {
    String wanted = given.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty() || wanted.length() > 100) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> distance(name.toLowerCase(Locale.ROOT), wanted) <= wanted.length() / 3)
        .min(
            Comparator.comparingInt(
                    (String name) -> distance(name.toLowerCase(Locale.ROOT), wanted))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's: how many letters to add, drop or change. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        int best = Math.min(diagonal + change, 1 + Math.min(row[column - 1], row[column]));
        diagonal = row[column];
        row[column] = best;
      }
    }
    return row[other.length()];
  }
}
