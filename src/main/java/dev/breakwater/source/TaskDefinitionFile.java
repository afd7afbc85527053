package dev.breakwater.source;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.TaskDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A task definition as the ECS API and the AWS CLI spell it: what {@code register-task-definition}
 * takes, what {@code describe-task-definition} prints, or only the list of its containers; several
 * of the first two in a list; or what else {@code aws ecs describe-…} prints ({@link Description}).
 */
public final class TaskDefinitionFile {
  /** Property names, in lower case, that little else has. */
  private static final Set<String> OF_CONTAINERS =
      Set.of(
          "dockerlabels",
          "dockersecurityoptions",
          "entrypoint",
          "essential",
          "healthcheck",
          "linuxparameters",
          "logconfiguration",
          "memoryreservation",
          "mountpoints",
          "portmappings",
          "privileged",
          "readonlyrootfilesystem",
          "systemcontrols",
          "ulimits",
          "volumesfrom");

  private TaskDefinitionFile() {}

  /** The task definition of this file. */
  public static Inventory read(Path file) throws UnreadableSourceException {
    return parse(SourceText.read(file), file.toString());
  }

  /**
   * The task definition of this text.
   *
   * @param source the name of the text, for locations
   */
  public static Inventory parse(String text, String source) throws UnreadableSourceException {
    return of(Parser.parse(text, source));
  }

  static Inventory of(Node root) throws UnreadableSourceException {
    if (Description.isOne(root)) {
      return Description.of(root);
    }
    String source = root.location().source();
    String file = source.substring(source.lastIndexOf('/') + 1);
    if (root instanceof Node.Items list && !list.items().isEmpty() && !isContainers(list)) {
      Inventory all = Inventory.EMPTY;
      for (int i = 0; i < list.items().size(); i++) {
        all = all.and(of(list.items().get(i), file + "[" + i + "]"));
      }
      return all;
    }
    return of(root, file);
  }

  /**
   * One of them.
   *
   * @param name where it has no family
   */
  private static Inventory of(Node root, String name) throws UnreadableSourceException {
    Node printed = root.property("taskDefinition");
    Node definition = printed instanceof Node.Fields ? printed : root;
    if (root instanceof Node.Items list && !list.items().isEmpty() && isContainers(list)) {
      definition = new Node.Fields(Map.of("containerDefinitions", list), list.location());
    }
    if (!isTaskDefinition(definition)) {
      throw new UnreadableSourceException(
          root.location(),
          "a task definition needs containerDefinitions, got " + root.kind() + " without them");
    }
    String subject = definition.property("family") instanceof Node.Text text ? text.text() : name;
    TaskDefinition read = new TaskDefinitionReader(subject).read(definition, List.of());
    Inventory.Builder inventory = new Inventory.Builder();
    inventory.taskDefinitions.add(read);
    return inventory.build();
  }

  /** Whether it looks like one, or like several in a list. */
  static boolean isOne(Node root) {
    return isDefinition(root)
        || Description.isOne(root)
        || (root instanceof Node.Items list
            && !list.items().isEmpty()
            && (isContainers(list)
                || list.items().stream().allMatch(TaskDefinitionFile::isDefinition)));
  }

  /** Whether this list is one of containers beyond doubt: other lists have names and images too. */
  static boolean isContainersBeyondDoubt(Node.Items list) {
    return list.items().stream()
        .allMatch(
            item ->
                Nodes.entries(item).keySet().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .anyMatch(OF_CONTAINERS::contains));
  }

  private static boolean isDefinition(Node node) {
    return isTaskDefinition(node) || isTaskDefinition(node.property("taskDefinition"));
  }

  private static boolean isTaskDefinition(Node node) {
    return node instanceof Node.Fields
        && !(node.property("containerDefinitions") instanceof Node.Nothing);
  }

  private static boolean isContainers(Node.Items list) {
    return list.items().stream()
        .allMatch(
            item -> item instanceof Node.Fields && item.property("image") instanceof Node.Text);
  }
}
