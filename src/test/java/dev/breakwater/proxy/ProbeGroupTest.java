package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list itself; what nginx makes of it is tried on the real one. */
final class ProbeGroupTest {
  private static final Path GUIDE = Path.of("docs/proxy.md");
  private static final String BEGIN = "<!-- generated from ProbeGroup -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void standsInTheGuide() throws IOException {
    String guide = Files.readString(GUIDE);
    int begin = guide.indexOf(BEGIN) + BEGIN.length();
    int end = guide.indexOf(END, begin);
    String head =
        """
        | group | by default | asked for, and listed by | because | switch it off for |
        |---|---|---|---|---|
        """;
    String table =
        head
            + Arrays.stream(ProbeGroup.values())
                .map(ProbeGroupTest::row)
                .collect(Collectors.joining());
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(GUIDE, guide.substring(0, begin) + table + guide.substring(end));
    } else {
      assertThat(guide.substring(begin, end)).isEqualTo(table);
    }
  }

  private static String row(ProbeGroup group) {
    return "| `"
        + group
        + "` | "
        + (group.byDefault() ? "on" : "off")
        + " | "
        + group.paths().stream()
            .map(path -> "`" + path.example() + "` (" + path.source() + ")")
            .collect(Collectors.joining(", "))
        + " | "
        + group.reason()
        + " | "
        + group.servedBy()
        + " |\n";
  }

  @ParameterizedTest
  @EnumSource
  void refusesEachOfItsExamplesByItsOwnPattern(ProbeGroup group) {
    for (ProbePath path : group.paths()) {
      assertThat(path.example())
          .containsPattern(
              Pattern.compile("/(?:" + path.pattern() + ")(?:/|$)", Pattern.CASE_INSENSITIVE));
    }
  }

  /** nginx reads its configuration in pieces of 4096 bytes, and no word may be longer. */
  @Test
  void fitsIntoAWordOfNginxs() {
    String all = ProbeGroup.regularExpression(EnumSet.allOf(ProbeGroup.class));
    assertThat(all.length()).isLessThan(4000);
    assertThat(all).doesNotContain("\"", "$", "\\\\", "\n");
  }

  @Test
  void leavesWellKnownAlone() {
    String all = ProbeGroup.regularExpression(EnumSet.allOf(ProbeGroup.class));
    Pattern pattern = Pattern.compile(all.substring(2), Pattern.CASE_INSENSITIVE);
    for (String path : List.of("/.well-known/acme-challenge/x", "/.well-known", "/")) {
      assertThat(path).doesNotContainPattern(pattern);
    }
  }
}
