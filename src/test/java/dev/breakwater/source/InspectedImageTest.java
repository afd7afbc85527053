package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Subject;
import dev.breakwater.rule.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images by themselves, printed by Docker 20.10: the first careless, the second hardened. */
class InspectedImageTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/breakwater/source/inspect/images.json");
  private static final Policy ALL = Policy.of(Level.RESTRICTED, Rules.ALL);

  @Test
  void failForWhatTheyDecideAlone() throws Exception {
    assertThat(says(Files.readString(FILE)))
        .containsExactly(
            "no-privileged-port FAIL container port 80 is below 1024",
            "no-secret-in-environment FAIL variable DB_PASSWORD holds a password",
            "no-secret-in-environment FAIL docker label origin holds a URL with a password",
            "non-root-user FAIL user 'root' is root");
  }

  @Test
  void areSubjectsOfTheirOwnKindAndAreAskedNothingElse() throws Exception {
    Assessment assessment = ALL.judgeNamingPasses(read(Files.readString(FILE)));
    assertThat(assessment.findings())
        .extracting(finding -> finding.subject())
        .containsOnly(new Subject(Subject.Kind.IMAGE, "careless:1.0", ""));
    assertThat(assessment.passes())
        .filteredOn(pass -> pass.subject().resource().equals("hardened:1.0"))
        .extracting(pass -> pass.rule().id())
        .containsExactly(
            "no-privileged-port",
            "no-secret-in-environment",
            "non-root-group",
            "non-root-user",
            "windows-non-admin-user");
  }

  @ParameterizedTest
  @CsvSource({
    "65532:65532, 65532:0, non-root-group FAIL the group in user '65532:0' is root",
    "65532:65532, '', non-root-user FAIL user 'root' is root",
    "8080/tcp, 443/tcp, no-privileged-port FAIL container port 443 is below 1024",
    "LEVEL=info, API_TOKEN=s3cr3t-of-ours, no-secret-in-environment FAIL variable API_TOKEN holds a token"
  })
  void failWhereOneThingIsChanged(String before, String after, String reason) throws Exception {
    String changed = hardened().replace(before, after);
    assertThat(changed).isNotEqualTo(hardened());
    assertThat(says(hardened())).isEmpty();
    assertThat(says(changed)).containsExactly(reason);
  }

  @Test
  void ofWindowsLeaveTheUserToTheirBase() throws Exception {
    String windows = hardened().replace("\"Os\": \"linux\"", "\"Os\": \"windows\"");
    assertThat(says(windows)).isEmpty();
    assertThat(says(windows.replace("65532:65532", "")))
        .containsExactly("windows-non-admin-user FAIL user is not set, so the image decides");
  }

  @ParameterizedTest
  @CsvSource({"ExposedPorts, no-privileged-port", "Env, no-secret-in-environment"})
  void areUnknownWhereAPropertyIsNotWhatDockerPrints(String property, String rule)
      throws Exception {
    String odd = hardened().replace("\"" + property + "\": ", "\"" + property + "\": 80, \"x\": ");
    assertThat(ALL.judge(read(odd)).findings())
        .extracting(finding -> finding.rule().id() + " " + finding.problem().outcome())
        .containsExactly(rule + " " + Outcome.UNKNOWN);
  }

  private static String hardened() throws IOException {
    String both = Files.readString(FILE);
    return "[" + both.substring(both.indexOf("    {", both.indexOf("\n    },")));
  }

  private static List<String> says(String printed) throws UnreadableSourceException {
    return ALL.judge(read(printed)).findings().stream()
        .map(
            finding ->
                finding.rule().id()
                    + " "
                    + finding.problem().outcome()
                    + " "
                    + finding.problem().reason())
        .toList();
  }

  private static Inventory read(String printed) throws UnreadableSourceException {
    return SourceFile.parse(
            printed.getBytes(StandardCharsets.UTF_8), "-", Optional.empty(), Deployment.UNKNOWN)
        .inventory();
  }
}
