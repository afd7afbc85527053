package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RefusalClassTest {
  private static final Pattern MAPS =
      Pattern.compile("(?ms)^ *map .*? \\$(?:class|refusal)\\w* \\{$(.*?)^ *}$");
  private static final Pattern WORD = Pattern.compile("(?m) ([a-z]+);$");

  @Test
  void holdsEachWordThatTheConfigurationWritesAndIsSorted() {
    String text = NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(1)).build());
    Set<String> words =
        Arrays.stream(RefusalClass.values())
            .map(RefusalClass::word)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(written(text)).contains("rate", "malformed", "size").isSubsetOf(words);
    assertThat(written(text.replace("408 timeout;", "408 late;"))).contains("late");
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
