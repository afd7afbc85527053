package dev.breakwater.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** The README's Java is that of this package, which compiles and passes the gate. */
@Tag("cdk")
class ReadmeTest {

  /** Lines without their margins: the README has none. */
  private static String flat(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }

  @Test
  void showsJavaThatCompiles() throws IOException {
    String sources = "";
    for (String name : List.of("ShopApp.java", "ShopStack.java")) {
      sources += flat(Files.readString(Path.of("src/test/java/dev/breakwater/example", name)));
    }
    assertThat(blocks("java")).hasSize(2);
    for (String block : blocks("java")) {
      assertThat(sources).contains(flat(block));
      assertThat(block.lines()).hasSizeLessThanOrEqualTo(15);
    }
  }

  @Test
  void showsTheReportOfAFailedGate() throws IOException {
    assertThat(blocks("text"))
        .containsExactly(Files.readString(Path.of("src/test/resources/gate-report.txt")));
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  @Test
  void showsWhatPassesTheGate() {
    assertThat(ShopApp.app().synth().getStacks())
        .extracting(CloudFormationStackArtifact::getStackName)
        .containsExactlyInAnyOrder("Base", "Shop");
  }
}
