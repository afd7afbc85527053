package dev.breakwater;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes a text as accidents and attackers do: its bytes, its words, and the shape of its tree.
 */
final class Mutator {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:_.${}!&*<-]+");

  /** Each of them means something to JSON, YAML, CloudFormation or the readers. */
  private static final List<String> WORDS =
      List.of(
          "!Ref AWS::NoValue",
          "!If [C, a, !Ref X]",
          "!If [C, {}, []]",
          "!Sub '${A}${!B}${C.D}'",
          "!GetAtt A.B",
          "!FindInMap [M, a, b]",
          "!Select [9, !Split ['', x]]",
          "!Join ['', !Ref P]",
          "!Base64 {Ref: X}",
          "!Cidr [a]",
          "!Unknown x",
          "{\"Ref\": \"Web\"}",
          "{\"Fn::If\": [\"C\", 1]}",
          "{\"Fn::Sub\": [1, 2, 3]}",
          "Fn::ForEach::L",
          "Fn::Transform",
          "AWS::LanguageExtensions",
          "AWS::CloudFormation::StackSet",
          "AWS::EC2::LaunchTemplate",
          "AWS::ECS::TaskDefinition",
          "{{resolve:ssm:x}}",
          "${",
          "}",
          "]",
          "[[",
          "{",
          "|",
          ">-",
          "? ",
          "- ",
          ": ",
          "&a ",
          "*a",
          "<<: *a",
          "--- ",
          "#",
          "'",
          "\"",
          "\\u0000",
          "\\",
          "\t",
          "\r\n",
          "\u0000",
          "\uFEFF",
          "\u2028",
          "\uD83D\uDE80",
          "~",
          "null",
          "yes",
          "010",
          "1e3",
          ".inf",
          "-1",
          "99999999999999999999",
          "0x0",
          "2010-09-09",
          "!!binary aGk=",
          "%YAML 9.9\n",
          "a: ".repeat(200),
          "[".repeat(500),
          "9".repeat(5_000));

  /** Flow style, so that JSON and YAML both take them. */
  private static final List<String> VALUES =
      List.of(
          "{}",
          "[]",
          "null",
          "\"\"",
          "\"0\"",
          "-1",
          "1.5",
          "true",
          "[[]]",
          "{\"a\": \"b\"}",
          "[\"ALL\", {\"Ref\": \"Names\"}]",
          "{\"Ref\": \"AWS::NoValue\"}",
          "{\"Ref\": \"Env\"}",
          "{\"Ref\": \"Password\"}",
          "{\"Ref\": [\"a\"]}",
          "{\"Fn::GetAtt\": [\"Task\", {\"Ref\": \"Env\"}]}",
          "{\"Fn::If\": [\"IsProd\", {\"Ref\": \"AWS::NoValue\"}, [\"a\"]]}",
          "{\"Fn::If\": [\"IsProd\", 1]}",
          "{\"Fn::Sub\": [\"${A}${Env}${!x}\", {\"A\": {\"Ref\": \"Names\"}}]}",
          "{\"Fn::Join\": [\",\", {\"Ref\": \"Names\"}]}",
          "{\"Fn::Select\": [1, {\"Fn::Split\": [\"-\", {\"Ref\": \"Env\"}]}]}",
          "{\"Fn::FindInMap\": [\"Size\", {\"Ref\": \"Env\"}, \"cpu\", {\"DefaultValue\": []}]}",
          "{\"Fn::Base64\": {\"Fn::Sub\": \"#!/bin/bash\\n${X}\"}}",
          "{\"Fn::Length\": {\"Ref\": \"Names\"}}",
          "{\"Fn::ToJsonString\": {\"a\": [{\"Ref\": \"Env\"}]}}",
          "{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}",
          "{\"Fn::ForEach::L\": [\"X\", [\"a\", \"b\"], {\"k${X}\": \"${X}\"}]}",
          "{\"Fn::ImportValue\": \"x\", \"b\": 1}",
          "\"{{resolve:secretsmanager:x}}\"",
          "\"[{\\\"name\\\": \\\"a\\\"}]\"",
          "\"[{\\\"name\\\": }]\"",
          "\"AWS::ECS::Service\"",
          "\"AWS::ECS::TaskDefinition\"",
          "\"AWS::EC2::LaunchTemplate\"",
          "\"AWS::CloudFormation::Stack\"");

  private static final Pattern VALUE = Pattern.compile("(\\s*(?:- )?['\"A-Za-z0-9:_]+: )([^|>].*)");
  private static final JsonMapper JSON = new JsonMapper();

  private final Random random;
  private final List<String> others;

  /**
   * One that does the same for the same seed.
   *
   * @param others texts from which it takes words and parts
   */
  Mutator(long seed, List<String> others) {
    random = new Random(seed);
    this.others = List.copyOf(others);
  }

  /** The text after one to eight changes: half of the texts keep their syntax. */
  byte[] mutated(String text) {
    if (random.nextBoolean()) {
      String kept =
          text.stripLeading().startsWith("{") ? withOtherTree(text) : withOtherLines(text);
      return kept.getBytes(StandardCharsets.UTF_8);
    }
    String changed = text;
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      changed =
          switch (random.nextInt(7)) {
            case 0 -> withoutRange(changed);
            case 1 -> withWord(changed, WORDS.get(random.nextInt(WORDS.size())));
            case 2 -> withWord(changed, anyWord(others.get(random.nextInt(others.size()))));
            case 3 -> withInserted(changed);
            case 4 -> withMovedBlock(changed, changed);
            case 5 -> withMovedBlock(changed, others.get(random.nextInt(others.size())));
            default -> withIndentation(changed);
          };
    }
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(6) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private String withOtherTree(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      for (int i = random.nextInt(6); i >= 0; i--) {
        change(root, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
      }
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** One value somewhere in the tree: replaced, wrapped, removed, or put in another's place. */
  private void change(JsonNode root, JsonNode replacement) {
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(root, containers);
    ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
    JsonNode other = containers.get(random.nextInt(containers.size())).deepCopy();
    if (container.isEmpty()) {
      return;
    }
    int kind = random.nextInt(6);
    int at = random.nextInt(container.size());
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(at);
      switch (kind) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name, other);
        case 2 -> object.set(name, wrapped(object.get(name), replacement));
        case 3 -> object.set(anyWord(others.get(0)), object.remove(name));
        default -> object.set(name, replacement);
      }
    } else if (container instanceof ArrayNode array) {
      switch (kind) {
        case 0 -> array.remove(at);
        case 1 -> array.insert(at, other);
        case 2 -> array.set(at, wrapped(array.get(at), replacement));
        case 3 -> array.insert(at, array.get(at).deepCopy());
        default -> array.set(at, replacement);
      }
    }
  }

  private static JsonNode wrapped(JsonNode value, JsonNode other) {
    return JSON.createObjectNode()
        .set("Fn::If", JSON.createArrayNode().add("IsProd").add(value).add(other));
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> into) {
    if (node instanceof ContainerNode<?> container) {
      into.add(container);
      container.forEach(child -> collect(child, into));
    }
  }

  /** In YAML that has a line for each value, such a value or block is another. */
  private String withOtherLines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      Matcher value = VALUE.matcher(line);
      if (value.matches()) {
        boolean wrap = random.nextInt(3) == 0 && !value.group(2).contains("#");
        String replacement = VALUES.get(random.nextInt(VALUES.size()));
        lines.set(
            at,
            value.group(1)
                + (wrap
                    ? "{\"Fn::If\": [IsProd, " + value.group(2) + ", " + replacement + "]}"
                    : replacement));
      } else {
        int end = at + 1;
        while (end < lines.size() && indent(lines.get(end)) > indent(line)) {
          end++;
        }
        List<String> block = new ArrayList<>(lines.subList(at, end));
        if (random.nextBoolean() && lines.size() > block.size()) {
          lines.subList(at, end).clear();
        } else if (line.strip().startsWith("- ")) {
          lines.addAll(end, block);
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String withoutRange(String text) {
    int from = position(text);
    int to = Math.min(text.length(), from + 1 + random.nextInt(40));
    return text.substring(0, from) + text.substring(to);
  }

  private String withInserted(String text) {
    int at = position(text);
    String word = WORDS.get(random.nextInt(WORDS.size()));
    return text.substring(0, at) + word + text.substring(at);
  }

  private String withWord(String text, String replacement) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    if (words.isEmpty()) {
      return replacement;
    }
    MatchResult word = words.get(random.nextInt(words.size()));
    return text.substring(0, word.start()) + replacement + text.substring(word.end());
  }

  private String anyWord(String text) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    return words.isEmpty() ? "" : words.get(random.nextInt(words.size())).group();
  }

  /** A line with all that is indented below it goes, or is put, elsewhere. */
  private String withMovedBlock(String text, String from) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<String> source = from.lines().toList();
    if (lines.isEmpty() || source.isEmpty()) {
      return text;
    }
    int first = random.nextInt(source.size());
    int last = first + 1;
    while (last < source.size() && indent(source.get(last)) > indent(source.get(first))) {
      last++;
    }
    int at = random.nextInt(lines.size());
    int shift = indent(lines.get(at)) - indent(source.get(first)) + 2 * random.nextInt(2);
    List<String> block =
        source.subList(first, last).stream()
            .map(line -> " ".repeat(Math.max(0, indent(line) + shift)) + line.stripLeading())
            .toList();
    if (random.nextBoolean()) {
      lines.remove(at);
    }
    lines.addAll(at, block);
    return String.join("\n", lines) + "\n";
  }

  private String withIndentation(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int from = random.nextInt(lines.size());
    int to = Math.min(lines.size(), from + 1 + random.nextInt(10));
    String more = random.nextBoolean() ? "  " : " ";
    lines.subList(from, to).replaceAll(line -> more + line);
    return String.join(random.nextInt(8) == 0 ? "\r\n" : "\n", lines) + "\n";
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private int position(String text) {
    return random.nextInt(text.length() + 1);
  }
}
