package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page in a real browser. A script of the test stands beside the page's own, let in by its hash
 * as that one is; it uses the page as a person does and writes down what it saw.
 */
@Tag("browser")
class BrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String WATCH =
      """
      window.seen = [];
      addEventListener("error", (event) => seen.push("error: " + event.message));
      addEventListener("securitypolicyviolation", (event) => seen.push("forbidden: " + event.blockedURI));
      """;

  private static final String USE =
      """
      addEventListener("load", () => {
        const rows = () => Array.from(document.querySelectorAll("#findings tbody tr"));
        const visible = () => rows().filter((row) => row.getClientRects().length > 0);
        const column = (index) => rows().map((row) => row.cells[index].textContent.trim());
        const heads = Array.from(document.querySelectorAll("#findings th"));
        const press = (index) => heads[index].querySelector("button").click();
        const type = (id, value) => {
          document.getElementById(id).value = value;
          document.getElementById(id).dispatchEvent(new Event("input"));
        };
        const said = {all: rows().length};
        if (heads.length > 0) {
          said.severities = column(0);
          press(2);
          said.rules = column(2);
          said.sorted = heads.map((head) => head.getAttribute("aria-sort"));
          press(2);
          said.back = column(2);
          press(0);
          said.worst = column(0);
          type("search", "APP privileged");
          said.searched = visible().length;
          said.shown = document.getElementById("shown").textContent;
          type("search", "");
          type("verdict", "unknown");
          said.unknown = visible().length;
          type("verdict", "");
        }
        said.width = innerWidth;
        said.wide = document.documentElement.scrollWidth;
        said.title = document.title;
        said.scripts = document.scripts.length;
        said.requests = performance.getEntriesByType("resource").map((entry) => entry.name);
        said.seen = seen;
        parent.postMessage(JSON.stringify(said), "*");
      });
      """;

  /** Chromium's own window is never narrower than 500 pixels; a frame is as wide as it is told. */
  private static final String FRAME =
      """
      <!DOCTYPE html><body><script>
      addEventListener("message", (event) => {
        const out = document.createElement("pre");
        out.id = "said";
        out.textContent = event.data;
        document.body.append(out);
      });
      </script><iframe src="page.html" width="%d" height="900" frameborder="0"></iframe>
      """;

  private static Path chromium;

  @TempDir Path folder;

  @BeforeAll
  static void find() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "no Chromium on the PATH: apt-get install chromium brings one");
    chromium = found.orElseThrow();
  }

  @Test
  void sortsAndSearchesWithoutAnErrorOrARequest() throws Exception {
    JsonNode said = opened(Sample.everything(), 1280);
    assertThat(texts(said, "severities")).startsWith("critical", "critical", "high");
    assertThat(texts(said, "rules")).isSorted().hasSize(said.get("all").intValue());
    assertThat(said.get("sorted").toString()).isEqualTo("[null,null,\"ascending\",null,null,null]");
    assertThat(texts(said, "back")).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(texts(said, "worst")).startsWith("critical", "critical", "high").endsWith("medium");
    assertThat(said.get("searched").intValue()).isEqualTo(1);
    assertThat(said.get("shown").textValue()).isEqualTo("1 of 11 shown");
    assertThat(said.get("unknown").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"360", "720", "1280"})
  void neverScrollsSideways(int width) throws Exception {
    for (Results results :
        List.of(Sample.everything(), InjectionTest.results("x".repeat(10_000)))) {
      JsonNode said = opened(results, width);
      assertThat(said.get("width").intValue()).isEqualTo(width);
      assertThat(said.get("wide").intValue()).isLessThanOrEqualTo(width);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.breakwater.report.InjectionTest#hostile")
  void runsNothingThatANameSays(String name) throws Exception {
    JsonNode said = opened(InjectionTest.results(name), 1280);
    assertThat(said.get("title").textValue()).isEqualTo("Breakwater: Failed");
    assertThat(said.get("scripts").intValue()).isEqualTo(3);
  }

  @Test
  void opensWithTenThousandFindings() throws Exception {
    Results all = Sample.everything();
    List<Finding> many = new ArrayList<>();
    while (many.size() < 10_000) {
      many.addAll(all.assessment().findings());
    }
    JsonNode said = opened(Sample.with(all, any -> new Assessment(many, List.of())), 1280);
    assertThat(said.get("all").intValue()).isEqualTo(many.size());
    assertThat(texts(said, "rules")).isSorted();
  }

  /** What the script saw; nothing went wrong and nothing was asked for. */
  private JsonNode opened(Results results, int width) throws Exception {
    String report = Sample.written(Format.HTML, results);
    String page =
        report
            .replace("script-src '", "script-src '" + hash(WATCH) + "' '" + hash(USE) + "' '")
            .replace("<title>Breakwater", "<script>" + WATCH + "</script><title>Breakwater")
            .replace("</body>", "<script>" + USE + "</script></body>");
    Files.writeString(folder.resolve("page.html"), page);
    Path frame = Files.writeString(folder.resolve("frame.html"), FRAME.formatted(width));
    Path log = folder.resolve("log");
    Path dom = folder.resolve("dom");
    Process browser =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,1000",
                "--virtual-time-budget=20000",
                "--dump-dom",
                frame.toUri().toString())
            .redirectError(log.toFile())
            .redirectOutput(dom.toFile())
            .start();
    try {
      assertThat(browser.waitFor(120, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    } finally {
      browser.destroyForcibly();
    }
    assertThat(Files.readString(log)).as("the console is silent").doesNotContain("CONSOLE");
    JsonNode said =
        JSON.readTree(Jsoup.parse(Files.readString(dom)).getElementById("said").wholeText());
    assertThat(said.get("seen")).isEmpty();
    assertThat(said.get("requests")).isEmpty();
    return said;
  }

  private static List<String> texts(JsonNode said, String name) {
    List<String> texts = new ArrayList<>();
    said.get(name).forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static String hash(String text) throws IOException {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return "sha256-"
          + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
