package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The hardened template with a few settings changed: the same ones for the same seed. */
final class Variations {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SHORT_TAG = Pattern.compile("!(Ref|GetAtt) ([\\w.]+)");
  private static final int MOST_CHANGES = 4;

  private static final String HIDDEN = "[{'Fn::GetAtt': Settings.X}, {Ref: Image}]";

  /** What people write there, good and bad. */
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry(
              "User",
              "['0', 'root', 'root:app', '1000', 1000, 0, 'app', 'app:0', '0:0', '00', '+0', '1000:root', '65532:00', ':5', '', ' 0', '-1', '0x0', '2147483648', 'rooty:x']"),
          Map.entry("Privileged", "[true, 'true', 'True', 'no', 'false', 'maybe']"),
          Map.entry("ReadonlyRootFilesystem", "['true', 'TRUE', 'false', 'yes', 1]"),
          Map.entry("InitProcessEnabled", "['true', 'false']"),
          Map.entry("PseudoTerminal", "[true, false, 'true', 'false']"),
          Map.entry("Interactive", "[true, false]"),
          Map.entry("Memory", "[4, 5, 6, '6', '512', '0512', many, 6.5]"),
          Map.entry("Cpu", "[0, '0', '256', 1024, '.25 vCPU', '1 vCPU', many]"),
          Map.entry("Size", "[0, '0', 64, '64', -1]"),
          Map.entry(
              "MountOptions", "[[], [noexec], [exec], ['rw,exec'], [nosuid, dev], [executable]]"),
          Map.entry(
              "Add",
              "[[], [NET_BIND_SERVICE], [CAP_NET_BIND_SERVICE], [net_bind_service], [SYS_ADMIN], [ALL], [CHOWN], [NET_BIND_SERVICE, {Ref: Image}]]"),
          Map.entry(
              "Drop",
              "[[], [ALL], [all], [CAP_ALL], [NET_RAW], [CHOWN, ALL], [ALL, {Ref: Image}]]"),
          Map.entry(
              "DockerSecurityOptions",
              "[[], ['no-new-privileges:true'], ['no-new-privileges:false'], ['no-new-privileges=0'], ['no-new-privileges', 'apparmor:web'], ['no-new-privileges', 'label:disable'], ['seccomp=unconfined', 'no-new-privileges=1']]"),
          Map.entry("NetworkMode", "[host, bridge, awsvpc, none]"),
          Map.entry("PidMode", "[host, task]"),
          Map.entry("IpcMode", "[host, task, none]"),
          Map.entry("OperatingSystemFamily", "[LINUX, WINDOWS_SERVER_2022_CORE]"),
          Map.entry("LogDriver", "[none, awslogs, awsfirelens, splunk]"),
          Map.entry("mode", "[blocking, non-blocking]"),
          Map.entry(
              "Image",
              "['nginx', 'nginx:1.27', 'nginx:0f04e4f646a3f14bf31d8bc8d885b6c951fdcf42589d06845f64d18aec6a3c4d', 'nginx@sha256:0f04']"),
          Map.entry(
              "RequiresCompatibilities", "[[FARGATE], [EC2, FARGATE], [MANAGED_INSTANCES], []]"),
          Map.entry("RuntimePlatform", HIDDEN),
          Map.entry("LinuxParameters", HIDDEN),
          Map.entry("Capabilities", HIDDEN),
          Map.entry("LogConfiguration", HIDDEN),
          Map.entry("NetworkConfiguration", HIDDEN),
          Map.entry("AwsvpcConfiguration", HIDDEN),
          Map.entry("DeploymentConfiguration", HIDDEN),
          Map.entry("TransitEncryption", "[ENABLED, DISABLED, {Ref: Image}]"),
          Map.entry("PlatformVersion", "[LATEST, 1.4.0, 1.3.0]"),
          Map.entry("EnableExecuteCommand", "[true, 'true', 'false', {Ref: Image}]"),
          Map.entry("Enable", "[false, 'true', {Ref: Image}]"),
          Map.entry("Rollback", "[false, 'true', {Ref: Image}]"),
          Map.entry("Essential", "[false, true, 'false']"),
          Map.entry("Command", "[[CMD, x], [x], [CMD-SHELL, x], []]"),
          Map.entry("HttpEndpoint", "[enabled, disabled]"),
          Map.entry("HttpTokens", "[optional, required, {Ref: Image}]"),
          Map.entry("HttpPutResponseHopLimit", "[1, '1', 2, {Ref: Image}]"),
          Map.entry("KeyName", "['', operations, {Ref: Image}]"),
          Map.entry("Encrypted", "[false, 'true', {Ref: Image}]"),
          Map.entry("ManagedTerminationProtection", "[ENABLED, DISABLED, {Ref: Image}]"),
          Map.entry("Status", "[ENABLED, DISABLED, {Ref: Image}]"),
          Map.entry("Logging", "[NONE, DEFAULT, OVERRIDE, {Ref: Image}]"),
          Map.entry(
              "ClusterSettings",
              "[[], [{Name: containerInsights, Value: enabled}], [{Name: other, Value: enabled}]]"),
          Map.entry("AssignPublicIp", "[ENABLED, DISABLED]"));

  private final Random random;
  private final ObjectNode hardened = fixture("hardened.yaml");
  private final List<ObjectNode> others =
      List.of(hardened, fixture("careless.yaml"), fixture("unresolved.yaml"));

  Variations(long seed) {
    random = new Random(seed);
  }

  /** A fixture of the rules, without short tags, which only CloudFormation's own reader takes. */
  static ObjectNode fixture(String name) {
    try {
      String text = Files.readString(Path.of("src/test/resources", name));
      text =
          SHORT_TAG
              .matcher(text)
              .replaceAll(
                  tag ->
                      "{"
                          + (tag.group(1).equals("Ref") ? "Ref: " : "Fn::GetAtt: ")
                          + tag.group(2)
                          + "}");
      ObjectNode template = (ObjectNode) YAML.readTree(text);
      return template.put("Description", name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  List<ObjectNode> templates(int count) throws IOException {
    List<ObjectNode> templates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      templates.add(template());
    }
    return templates;
  }

  private ObjectNode template() throws IOException {
    ObjectNode template = hardened.deepCopy();
    // What the other fixtures refer to.
    template.set("Parameters", others.get(2).get("Parameters"));
    ((ObjectNode) template.get("Parameters"))
        .putIfAbsent("TableName", JSON.readTree("{\"Type\": \"String\"}"));
    // A service on EC2 of a task for Fargate is nothing that AWS would take.
    ((ObjectNode) template.at("/Resources/Service/Properties")).remove("LaunchType");
    List<String> changes = new ArrayList<>();
    int wanted = 1 + random.nextInt(MOST_CHANGES);
    while (changes.size() < wanted) {
      JsonPointer at = anyOf(places());
      JsonNode value = value(at);
      if (put(template, at, value)) {
        changes.add(at + " = " + (value.isMissingNode() ? "nothing" : value));
      }
    }
    return template.put("Description", String.join(", ", changes));
  }

  /** Every setting of every fixture. */
  private List<JsonPointer> places() {
    Set<String> places = new TreeSet<>();
    for (ObjectNode fixture : others) {
      for (Map.Entry<String, JsonNode> resource : fixture.get("Resources").properties()) {
        collect(
            "/Resources/" + resource.getKey() + "/Properties",
            resource.getValue().path("Properties"),
            places);
      }
    }
    return places.stream().map(JsonPointer::compile).toList();
  }

  private static void collect(String path, JsonNode node, Set<String> places) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String place = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
        if (!field
            .getKey()
            .matches("Fn::.*|Ref|LaunchType|Name|Family|ContainerDefinitions|TaskDefinition")) {
          places.add(place);
        }
        collect(place, field.getValue(), places);
      }
    } else if (node.isArray() && node.path(0).isObject()) {
      collect(path + "/0", node.get(0), places);
    }
  }

  private JsonNode value(JsonPointer at) throws IOException {
    String name = at.last().getMatchingProperty();
    if (SPELLINGS.containsKey(name)
        && random.nextInt(SPELLINGS.get(name).equals(HIDDEN) ? 8 : 3)
            > (SPELLINGS.get(name).equals(HIDDEN) ? 6 : 0)) {
      JsonNode spellings = YAML.readTree(SPELLINGS.get(name));
      return spellings.get(random.nextInt(spellings.size()));
    }
    return others.get(random.nextInt(others.size())).at(at);
  }

  private <T> T anyOf(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Whether it differs then. */
  private static boolean put(ObjectNode template, JsonPointer at, JsonNode value) {
    JsonNode parent = template.at(at.head());
    if (template.at(at).equals(value) || parent instanceof ArrayNode || !parent.isObject()) {
      return false;
    }
    ObjectNode object = (ObjectNode) parent;
    String name = at.last().getMatchingProperty();
    if (value.isMissingNode()) {
      object.remove(name);
    } else {
      object.set(name, value.deepCopy());
    }
    return true;
  }
}
