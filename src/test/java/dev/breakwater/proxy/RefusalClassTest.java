package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RefusalClassTest {
  private static final Pattern MAPS =
      Pattern.compile("(?ms)^ *map .*? \\$(?:class|refusal)\\w* \\{$(.*?)^ *}$");
  private static final Pattern WORD = Pattern.compile("(?m) ([a-z]+);$");

  @Test
  void holdsEachWordThatAConfigurationWritesAndIsSorted() throws IOException {
    Set<String> words =
        Arrays.stream(RefusalClass.values())
            .map(RefusalClass::word)
            .collect(Collectors.toCollection(TreeSet::new));
    String text = NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(1)).build());

    assertThat(written(text)).contains("rate", "malformed", "size").isSubsetOf(words);
    assertThat(written(text.replace("408 timeout;", "408 late;"))).contains("late");
    try (Stream<Path> goldens = Files.list(Path.of("src/test/resources/golden/proxy"))) {
      for (Path golden : (Iterable<Path>) goldens::iterator) {
        assertThat(written(Files.readString(golden))).as("%s", golden).isSubsetOf(words);
      }
    }
    assertThat(RefusalClass.values()).extracting(RefusalClass::word).isSorted();
  }

  private static Set<String> written(String text) {
    Set<String> words = new TreeSet<>();
    MAPS.matcher(text)
        .results()
        .forEach(
            map -> WORD.matcher(map.group(1)).results().forEach(word -> words.add(word.group(1))));
    return words;
  }
}
