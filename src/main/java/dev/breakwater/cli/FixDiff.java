package dev.breakwater.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.breakwater.report.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a fix changes, as a unified diff without lines around it: a neighbour may hold a secret. For
 * the same reason neither a line on which one was found is shown nor a long one, where a whole
 * template may stand.
 */
final class FixDiff {
  private static final int LONGEST = 160;

  private FixDiff() {}

  /**
   * The lines of the diff.
   *
   * @param secret the numbers of the lines that are not shown
   */
  static List<String> of(FixableFile file, String fixed, Set<Integer> secret) {
    List<String> diff = new ArrayList<>();
    String name = Printable.of(file.path().toString().replace('\\', '/'));
    diff.add("--- a/" + name);
    diff.add("+++ b/" + name);
    for (AbstractDelta<String> delta :
        DiffUtils.diff(lines(file.text()), lines(fixed)).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      List<String> before = delta.getSource().getLines();
      List<String> after = delta.getTarget().getLines();
      diff.add("@@ -%s +%s @@".formatted(range(from, before.size()), range(to, after.size())));
      boolean hides = false;
      for (int line = 0; line < before.size(); line++) {
        hides |= secret.contains(from + line + 1);
      }
      boolean hidden = hides;
      before.forEach(line -> diff.add("-" + shown(line, hidden)));
      after.forEach(line -> diff.add("+" + shown(line, hidden)));
    }
    return diff;
  }

  private static String range(int position, int size) {
    return (size == 0 ? position : position + 1) + (size == 1 ? "" : "," + size);
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  private static String shown(String line, boolean hidden) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (hidden || text.length() > LONGEST) {
      return "… %d characters, not shown: they may hold a secret".formatted(text.length());
    }
    return String.join("\t", Arrays.stream(text.split("\t", -1)).map(Printable::of).toList());
  }
}
