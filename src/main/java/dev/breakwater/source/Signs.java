package dev.breakwater.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what a file is known, before and after it is parsed. */
final class Signs {
  /**
   * Without one of these in it a file is none of ours; an escape of JSON or YAML may hide any of
   * them.
   */
  private static final List<String> WORDS =
      List.of(
          "AWS::",
          "Resources",
          "containerDefinitions",
          "ContainerDefinitions",
          "format_version",
          "aws_ecs_",
          "HostConfig",
          "RepoTags",
          "clusterArn",
          "\"image\"",
          "image:",
          "\"artifacts\"",
          "tfplan",
          "\\u00",
          "\\U0",
          "\\x",
          "\\\n",
          "\\\r");

  /** Where one of these is in a file that cannot be read, it may hold what nobody judged. */
  private static final List<String> OURS =
      List.of(
          "AWS::ECS::",
          "containerDefinitions",
          "ContainerDefinitions",
          "container_definitions",
          "\"HostConfig\"",
          "\"aws_ecs_",
          "tfplan");

  /** Others, such as Markdown and source code, only speak of it. */
  private static final Pattern DATA =
      Pattern.compile(
          "(?i).*\\.(json[c5]?|ya?ml|template|tf|tofu|tfstate|tfplan|cfn)"
              + "(\\.(j2|jinja2?|erb|tpl|tmpl|tftpl|mustache|hbs|ejs))?",
          Pattern.DOTALL);

  private Signs() {}

  /** Whether it is worth parsing; costs little, for most files of a folder are not. */
  static boolean mayBeOurs(byte[] bytes) {
    String text = searchable(bytes);
    return WORDS.stream().anyMatch(text::contains);
  }

  /** Whether what cannot be read may be one of ours all the same. */
  static boolean looksLikeOurs(String name, byte[] bytes) {
    String text = searchable(bytes);
    return OURS.stream().anyMatch(text::contains)
        && (isData(name) || text.startsWith("{") || text.startsWith("["));
  }

  static boolean isData(String name) {
    return DATA.matcher(name).matches();
  }

  /** One character a byte, which is enough to find words in UTF-8; UTF-16 is decoded. */
  static String searchable(byte[] bytes) {
    boolean little = bytes.length > 1 && bytes[1] == 0;
    boolean big = bytes.length > 1 && bytes[0] == 0;
    boolean marked = bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE;
    return new String(
        bytes,
        marked
            ? StandardCharsets.UTF_16
            : little
                ? StandardCharsets.UTF_16LE
                : big ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
  }

  /** What these values are; empty where they are none of ours. */
  static Optional<SourceType> typeOf(Node root) {
    if (root.entry("Resources") instanceof Node.Fields
        || root.entry("AWSTemplateFormatVersion") instanceof Node.Text) {
      return Optional.of(SourceType.CLOUDFORMATION);
    }
    if (Inspection.isOne(root)) {
      return Optional.of(SourceType.DOCKER_INSPECT);
    }
    if (TaskDefinitionFile.isOne(root)) {
      return Optional.of(SourceType.TASK_DEFINITION);
    }
    if (root.entry("artifacts") instanceof Node.Fields) {
      return Optional.of(SourceType.CDK_ASSEMBLY);
    }
    if (TerraformPlan.isOne(root)) {
      return Optional.of(SourceType.TERRAFORM);
    }
    return Optional.empty();
  }

  /**
   * Whether what looks like one of ours is meant as one though nobody said so: a list of names and
   * images may be anything, and so may an object with {@code Resources}.
   */
  static boolean isMeant(Node root) {
    if (root instanceof Node.Items list && !Inspection.isOne(root)) {
      return TaskDefinitionFile.isContainersBeyondDoubt(list)
          || list.items().stream().allMatch(TaskDefinitionFile::isOne);
    }
    if (!(root.entry("Resources") instanceof Node.Fields resources)) {
      return true;
    }
    return resources.entries().isEmpty()
        || root.entry("AWSTemplateFormatVersion") instanceof Node.Text
        || resources.entries().entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().startsWith("Fn::")
                        || Nodes.text(entry.getValue().entry("Type")).contains("::"));
  }

  /** By what all types are known, as part of a sentence. */
  static String all() {
    return Stream.of(SourceType.values()).map(SourceType::sign).collect(Collectors.joining(", "));
  }
}
