package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever text a setting takes: nginx reads the directives that were meant, and no others. What
 * was meant is the configuration of a harmless text, with the other text in its place.
 */
@Tag("docker")
final class HostileTextTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$[{A-Za-z0-9_]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~…]{1,400}");

  /** Every field that holds text is in one of these, with a text that is nowhere else. */
  private static final List<ProxySettings> HARMLESS =
      List.of(
          harmless(Upstream.tcp("shop-backend", 3000)),
          harmless(Upstream.unixSocket("/run/y/z.sock")));

  private static ProxySettings harmless(Upstream upstream) {
    return ProxySettings.builder(upstream)
        .trust("10.98.0.0/16")
        .trust("2600:1f18::/32")
        .healthPath("/status/live")
        .expectedClients(1000)
        .limit("/zlogin", RateLimit.perClient(5, PER_MINUTE))
        .limitExactly("/zsearch", RateLimit.perClient(1, PER_MINUTE))
        .methods("PROPFIND", "MKCOL")
        .hosts("shop.example.org", "*.example.net")
        .webSocket("/zsocket")
        .serverSentEvents("/zevents")
        .upload("/zfiles", 2048)
        .requestFilter(
            RequestFilter.builder()
                .allowNetwork("203.0.113.0/24")
                .denyNetwork("198.51.100.0/24")
                .denyPaths("/zinternal")
                .denyAgents("ZScanner")
                .contentTypes("application/x-shop")
                .build())
        .build();
  }

  private static final List<String> HOSTILE =
      List.of(
          "",
          "; daemon on",
          ";",
          "{",
          "}",
          "} http {",
          "\"",
          "\" 1; \"/x",
          "'",
          "' '",
          "$host",
          "${host}",
          "\\",
          "\\\"",
          "\\n",
          "#",
          " # ",
          "\n",
          "\r\n",
          "\n}\nserver { listen 9999; }\n",
          "\0",
          "\t",
          " ",
          "|.*",
          "(",
          "[",
          "\\z",
          "é",
          "名",
          "\u2028",
          "\uff0f",
          "\ud83d\ude00",
          "../..",
          "//",
          "%00",
          "%2e%2e",
          "include /etc/passwd;",
          "x".repeat(120),
          "x".repeat(10_000),
          "/x".repeat(5_000));

  /** Each by itself and after what is there, the longer ones before and within it as well. */
  private static Stream<String> hostile(String harmless) {
    Stream<String> texts =
        HOSTILE.stream()
            .flatMap(
                text ->
                    Stream.of(text + harmless, harmless.charAt(0) + text + harmless.substring(1)));
    Stream<String> all =
        Stream.concat(
                HOSTILE.stream(),
                IntStream.range(0, 128).mapToObj(character -> Character.toString(character)))
            .flatMap(text -> Stream.of(text, harmless + text));
    return Stream.concat(all, texts).distinct();
  }

  @Test
  void leavesNoFieldOut() {
    TreeSet<String> tried = new TreeSet<>();
    HARMLESS.forEach(settings -> Leaf.of(settings).forEach(leaf -> tried.add(leaf.field())));

    // Inspection writes the rules' language into a file of its own, and has tests of its own.
    assertThat(Leaf.fields(ProxySettings.class))
        .filteredOn(field -> !field.matches("(RequestInspection|RuleExclusion)\\..*"))
        .containsExactlyElementsOf(tried);
  }

  @Test
  void reachesNginxAsItWasMeantOrNotAtAll() {
    Map<String, String> texts = new TreeMap<>();
    Set<String> hosts = new TreeSet<>();
    Map<String, List<Directive>> meant = new TreeMap<>();
    for (ProxySettings settings : HARMLESS) {
      List<Trial> trials = trials(settings);
      for (int i = 0; i < trials.size(); i++) {
        String name = HARMLESS.indexOf(settings) + "-" + i;
        texts.put(name, NginxConfiguration.render(trials.get(i).settings()));
        meant.put(name, trials.get(i).meant());
        if (trials.get(i).settings().upstream() instanceof Upstream.Tcp tcp) {
          hosts.add(tcp.host());
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(100);

    Map<String, NginxJudge.Judgement> judged = NginxJudge.judge(texts, hosts);

    assertThat(judged.keySet()).isEqualTo(texts.keySet());
    judged.forEach(
        (name, judgement) -> assertThat(wrong(judgement, meant.get(name))).as(name).isEmpty());
  }

  /** A field that nobody validated: its text is put into the configuration as it is. */
  @Test
  void findsAFieldThatNobodyValidated() {
    ProxySettings settings = HARMLESS.get(0);
    String text = NginxConfiguration.render(settings);
    List<Directive> harmless = Directive.parse(text);
    List<String> spliced =
        Stream.of(
                "a; limit_req_dry_run on",
                "{",
                "\"",
                "a\n}",
                "a$args",
                "a b",
                "a#b; ",
                "a;#",
                "a\\")
            .toList();
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < spliced.size(); i++) {
      texts.put("" + i, text.replace("/zsocket", "/" + spliced.get(i)));
    }

    Map<String, NginxJudge.Judgement> judged = NginxJudge.judge(texts, Set.of());

    for (int i = 0; i < spliced.size(); i++) {
      List<Directive> meant = substituted(harmless, "/zsocket", "/" + spliced.get(i));
      assertThat(wrong(judged.get("" + i), meant)).as("splice %d", i).isNotEmpty();
    }
  }

  /** What is wrong with what nginx read; nothing is the empty text. */
  private static String wrong(NginxJudge.Judgement judgement, List<Directive> meant) {
    if (!judgement.taken()) {
      return judgement.text();
    }
    List<Directive> read;
    try {
      read = Directive.parse(judgement.text());
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
    if (!read.equals(meant)) {
      return "read: " + without(read, meant) + "\nmeant: " + without(meant, read);
    }
    return meant.stream()
        .flatMap(Directive::all)
        .flatMap(directive -> directive.words().stream())
        .filter(word -> word.contains("$"))
        .flatMap(word -> VARIABLE.matcher(word).results().map(found -> found.group()))
        .filter(variable -> !VARIABLES.contains(variable))
        .findFirst()
        .map(variable -> "another variable: " + variable)
        .orElse("");
  }

  private static List<String> without(List<Directive> some, List<Directive> others) {
    List<String> left = flat(some);
    flat(others).forEach(left::remove);
    return left;
  }

  private static List<String> flat(List<Directive> directives) {
    return directives.stream()
        .flatMap(Directive::all)
        .map(directive -> String.join(" ", directive.words()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static final TreeSet<String> VARIABLES = new TreeSet<>();

  static {
    for (ProxySettings settings : HARMLESS) {
      VARIABLE
          .matcher(NginxConfiguration.render(settings))
          .results()
          .forEach(found -> VARIABLES.add(found.group()));
    }
  }

  /** Settings with a hostile text in each field at once, and the directives that they mean. */
  private record Trial(ProxySettings settings, List<Directive> meant) {}

  private static List<Trial> trials(ProxySettings harmless) {
    Map<Leaf, List<String>> accepted = new LinkedHashMap<>();
    for (Leaf leaf : Leaf.of(harmless)) {
      accepted.put(leaf, hostile(leaf.text()).filter(text -> taken(leaf, harmless, text)).toList());
    }
    int most = accepted.values().stream().mapToInt(List::size).max().orElseThrow();
    List<Directive> meant = Directive.parse(NginxConfiguration.render(harmless));
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Trial trial = new Trial(harmless, meant);
      int number = 0;
      for (Map.Entry<Leaf, List<String>> one : accepted.entrySet()) {
        List<String> texts = one.getValue();
        String text = texts.get((i + 13 * number++) % texts.size());
        trial =
            new Trial(
                one.getKey().in(trial.settings(), text),
                substituted(trial.meant(), one.getKey().text(), text));
      }
      trials.add(trial);
    }
    return trials;
  }

  /** A refusal is one printable sentence. */
  private static boolean taken(Leaf leaf, ProxySettings harmless, String text) {
    try {
      leaf.in(harmless, text);
      // What is meant otherwise than it is written: everywhere, and a segment's end.
      return !(leaf.field().startsWith("Streaming.") && text.equals("/"))
          && !(leaf.field().equals("RequestFilter.deniedPaths") && text.endsWith("/"));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches(PRINTABLE);
      return false;
    }
  }

  private static List<Directive> substituted(List<Directive> in, String old, String other) {
    return Directive.sorted(
        in.stream()
            .map(
                directive ->
                    directive.with(
                        word ->
                            word.startsWith("~")
                                ? word.replace(escaped(old), escaped(other))
                                : word.replace(old, other)))
            .toList());
  }

  /** As it stands in a regular expression: the only characters of those in use that mean more. */
  private static String escaped(String text) {
    return text.replace(".", "\\.").replace("+", "\\+");
  }
}
