package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.breakwater.policy.Assessment;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every template, tried on many. The seeds are fixed. */
class PropertyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String CONTAINER = "/Resources/Web/Properties/ContainerDefinitions/0";
  private static final String TASK = "/Resources/Web/Properties";
  private static final String SERVICE = "/Resources/Service/Properties";

  /** One setting made worse, and the rule that must say so. */
  private record Loosening(String place, String value, String rule) {
    ObjectNode in(ObjectNode template) throws Exception {
      return TemplateTree.with(
          template, place, value.isEmpty() ? MissingNode.getInstance() : JSON.readTree(value));
    }
  }

  private static final List<Loosening> LOOSENINGS =
      List.of(
          new Loosening(CONTAINER + "/User", "\"0\"", "non-root-user"),
          new Loosening(CONTAINER + "/User", "", "non-root-user"),
          new Loosening(CONTAINER + "/User", "\"65532:0\"", "non-root-group"),
          new Loosening(CONTAINER + "/Privileged", "true", "no-privileged-container"),
          new Loosening(
              CONTAINER + "/ReadonlyRootFilesystem", "false", "read-only-root-filesystem"),
          new Loosening(CONTAINER + "/ReadonlyRootFilesystem", "", "read-only-root-filesystem"),
          new Loosening(CONTAINER + "/Memory", "", "limited-memory"),
          new Loosening(CONTAINER + "/Cpu", "", "limited-cpu"),
          new Loosening(CONTAINER + "/Image", "\"nginx\"", "pinned-image"),
          new Loosening(CONTAINER + "/HealthCheck", "", "checked-health"),
          new Loosening(CONTAINER + "/PseudoTerminal", "true", "no-terminal"),
          new Loosening(CONTAINER + "/PortMappings/0/HostPort", "80", "no-privileged-port"),
          new Loosening(
              CONTAINER + "/SystemControls/0/Namespace", "\"kernel.msgmax\"", "no-unsafe-sysctl"),
          new Loosening(CONTAINER + "/DockerSecurityOptions", "", "no-new-privileges"),
          new Loosening(
              CONTAINER + "/DockerSecurityOptions",
              "[\"no-new-privileges\", \"apparmor:unconfined\"]",
              "no-disabled-confinement"),
          new Loosening(CONTAINER + "/LinuxParameters/InitProcessEnabled", "false", "init-process"),
          new Loosening(CONTAINER + "/LinuxParameters", "", "dropped-capabilities"),
          new Loosening(
              CONTAINER + "/LinuxParameters/Capabilities/Drop", "[]", "dropped-capabilities"),
          new Loosening(
              CONTAINER + "/LinuxParameters/Capabilities/Add",
              "[\"SYS_ADMIN\"]",
              "no-dangerous-capability"),
          new Loosening(
              CONTAINER + "/LinuxParameters/Devices",
              "[{\"HostPath\": \"/dev/sda\"}]",
              "no-host-device"),
          new Loosening(
              CONTAINER + "/LinuxParameters/Tmpfs/0/MountOptions", "[\"exec\"]", "guarded-tmpfs"),
          new Loosening(
              CONTAINER + "/Environment/0/Value",
              "\"AKIA" + "IOSFODNN7EXAMPLE\"",
              "no-secret-in-environment"),
          new Loosening(CONTAINER + "/LogConfiguration", "", "shipped-logs"),
          new Loosening(
              CONTAINER + "/LogConfiguration/Options/mode", "\"blocking\"", "non-blocking-logs"),
          new Loosening(TASK + "/NetworkMode", "\"host\"", "no-host-network"),
          new Loosening(TASK + "/PidMode", "\"host\"", "no-host-processes"),
          new Loosening(TASK + "/IpcMode", "\"host\"", "no-host-ipc"),
          new Loosening(
              TASK + "/Volumes/0/Host/SourcePath", "\"/var/run/docker.sock\"", "no-runtime-socket"),
          new Loosening(TASK + "/Volumes/0/Host/SourcePath", "\"/\"", "no-sensitive-host-mount"),
          new Loosening(
              TASK + "/Volumes/2/EFSVolumeConfiguration/TransitEncryption",
              "\"DISABLED\"",
              "encrypted-efs-transit"),
          new Loosening(
              TASK + "/TaskRoleArn",
              "\"arn:aws:iam::111122223333:role/start-web\"",
              "separate-task-role"),
          new Loosening(
              SERVICE + "/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp",
              "\"ENABLED\"",
              "no-public-ip"),
          new Loosening(SERVICE + "/EnableExecuteCommand", "true", "no-exec"),
          new Loosening(SERVICE + "/DeploymentConfiguration", "", "rollback-on-failure"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hardened.yaml",
        "careless.yaml",
        "unresolved.yaml",
        "dev/breakwater/source/complete.template.json",
        "dev/breakwater/fuzz/sidecars.json",
        "dev/breakwater/fuzz/ec2-hosts.yaml"
      })
  void theFormTheOrderAndWhatStandsBesideChangeNoVerdict(String name) throws Exception {
    String text = Files.readString(Path.of("src/test/resources", name));
    ObjectNode tree = TemplateTree.of(text);
    List<String> verdict = verdict(text);
    assertThat(verdict(JSON.writeValueAsString(tree))).isEqualTo(verdict);
    assertThat(verdict(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree)))
        .isEqualTo(verdict);
    assertThat(verdict(YAML.writeValueAsString(tree))).isEqualTo(verdict);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      ObjectNode shuffled = (ObjectNode) TemplateTree.shuffled(tree, random);
      assertThat(verdict(JSON.writeValueAsString(shuffled))).as("seed %d", seed).isEqualTo(verdict);
      ObjectNode beside = tree.deepCopy();
      ((ObjectNode) beside.get("Resources")).setAll(unrelated(random));
      assertThat(verdict(YAML.writeValueAsString(beside))).as("seed %d", seed).isEqualTo(verdict);
    }
  }

  private static ObjectNode unrelated(Random random) throws Exception {
    List<String> types = List.of("AWS::S3::Bucket", "AWS::Lambda::Function", "Custom::Thing");
    ObjectNode resource =
        (ObjectNode)
            JSON.readTree(
                """
                {"Properties": {"User": "0", "Privileged": true, "Name": {"Ref": "Nothing"},
                  "ContainerDefinitions": [{"Privileged": true}]}}
                """);
    resource.put("Type", types.get(random.nextInt(types.size())));
    return JSON.createObjectNode().set("Unrelated" + random.nextInt(1_000), resource);
  }

  @Test
  void theHardenedTaskHasNoFindings() throws Exception {
    assertThat(rules(hardened())).isEmpty();
  }

  @Test
  void everyLooseningIsFound() throws Exception {
    for (Loosening loosening : LOOSENINGS) {
      assertThat(rules(loosening.in(hardened()))).as("%s", loosening).contains(loosening.rule());
    }
  }

  @Test
  void twoLooseningsAreNeverFewerFindingsThanOne() throws Exception {
    List<String> fewer = new ArrayList<>();
    for (Loosening first : LOOSENINGS) {
      for (Loosening second : LOOSENINGS) {
        if (!overlap(first.place(), second.place())) {
          Set<String> both = rules(second.in(first.in(hardened())));
          if (!both.contains(first.rule()) || !both.contains(second.rule())) {
            fewer.add(first + " and " + second + " are only " + both);
          }
        }
      }
    }
    assertThat(fewer).isEmpty();
  }

  /** Whatever else is missing: nothing that is removed hides what is loose. */
  @Test
  void removingAnythingElseHidesNoLoosening() throws Exception {
    Random random = new Random(3);
    ObjectNode hardened = hardened();
    List<String> places =
        TemplateTree.places(hardened.at("/Resources")).stream()
            .map(place -> "/Resources" + place)
            .filter(place -> place.contains("/Properties/"))
            .toList();
    List<String> hidden = new ArrayList<>();
    for (Loosening loosening : LOOSENINGS) {
      ObjectNode loose = loosening.in(hardened);
      int before = rules(loose).size();
      for (int i = 0; i < 25; i++) {
        String place = places.get(random.nextInt(places.size()));
        if (!overlap(place, loosening.place())) {
          Set<String> rules = rules(TemplateTree.with(loose, place, MissingNode.getInstance()));
          // Without a log driver nothing blocks, but then nothing is logged either.
          if (!rules.contains(loosening.rule())
              && rules.size() < before
              && !rules.contains("gap")) {
            hidden.add(loosening + " without " + place + " is only " + rules);
          }
        }
      }
    }
    assertThat(hidden).isEmpty();
  }

  /** Whether one holds the other, or they are elements of one list, which would move. */
  private static boolean overlap(String first, String second) {
    String shorter = first.length() < second.length() ? first : second;
    String longer = first.length() < second.length() ? second : first;
    String list = shorter.replaceFirst("/[0-9]+$", "");
    return longer.equals(list) || (longer + "/").startsWith(list + "/");
  }

  private static ObjectNode hardened() throws Exception {
    return TemplateTree.of(Files.readString(Path.of("src/test/resources/hardened.yaml")));
  }

  /** The rules that fail or are unknown, and {@code gap} where there is one. */
  private static Set<String> rules(JsonNode template) throws Exception {
    Assessment assessment =
        Rules.restricted().judge(Template.parse(JSON.writeValueAsString(template), "t"));
    return Stream.concat(
            assessment.findings().stream().map(finding -> finding.rule().id()),
            assessment.gaps().stream().map(gap -> "gap"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is said, without its place, in an order of its own. */
  private static List<String> verdict(String text) throws Exception {
    Assessment assessment = Rules.restricted().judge(Template.parse(text, "t"));
    return Stream.concat(
            assessment.gaps().stream().map(gap -> "gap " + gap.reason()),
            assessment.findings().stream()
                .map(
                    finding ->
                        finding.rule().id()
                            + " "
                            + finding.subject()
                            + " "
                            + finding.problem().outcome()
                            + " "
                            + finding.problem().reason()))
        .sorted()
        .toList();
  }
}
