package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directives that docs/proxy.md explains are those of the configurations. */
final class DirectivesTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| \\[`(\\w+)`]\\((https://(?:nginx\\.org/en/docs/|github\\.com/owasp-modsecurity/ModSecurity-nginx)\\S+)\\) \\| (.+) \\|");

  /** Their blocks hold values and no directives. */
  private static final Set<String> TABLES = Set.of("map", "geo", "split_clients");

  @Test
  void areExplainedEach() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    for (ProxySettings settings : Configurations.all().values()) {
      Directive.parse(NginxConfiguration.render(settings)).forEach(one -> collect(one, used));
    }

    assertThat(explained()).isEqualTo(used);
  }

  private static void collect(Directive directive, Set<String> names) {
    names.add(directive.name());
    if (!TABLES.contains(directive.name())) {
      directive.block().forEach(inner -> collect(inner, names));
    }
  }

  private static Set<String> explained() throws IOException {
    String section =
        Files.readString(Path.of("docs/proxy.md"))
            .split("\n## Directives\n", -1)[1]
            .split("\n## ", -1)[0];
    List<String> rows =
        section.lines().filter(line -> line.startsWith("| [")).collect(Collectors.toList());
    assertThat(rows).allMatch(row -> ROW.matcher(row).matches()).doesNotHaveDuplicates();
    return rows.stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void areReadAsNginxReadsThem() {
    Directive read =
        Directive.parse("# a;\nhttp { map \"$a b\" $c { \"~^\\\"{2};\" '1;2'; } log a#b ${x}y; }\n")
            .get(0);

    assertThat(read.all().map(Directive::words))
        .containsExactlyInAnyOrder(
            List.of("http"),
            List.of("map", "$a b", "$c"),
            List.of("~^\\\"{2};", "1;2"),
            List.of("log", "a#b", "${x}y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a \"b;", "a;}"})
  void areNotReadWhereTheyDoNotEnd(String text) {
    assertThatThrownBy(() -> Directive.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
