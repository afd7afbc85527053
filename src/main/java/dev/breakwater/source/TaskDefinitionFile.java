package dev.breakwater.source;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.TaskDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A task definition as the ECS API and the AWS CLI spell it: what {@code register-task-definition}
 * takes, what {@code describe-task-definition} prints, or only the list of its containers.
 */
public final class TaskDefinitionFile {
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
    String source = root.location().source();
    String subject =
        definition.property("family") instanceof Node.Text family
            ? family.text()
            : source.substring(source.lastIndexOf('/') + 1);
    TaskDefinition read = new TaskDefinitionReader(subject).read(definition, List.of());
    Inventory.Builder inventory = new Inventory.Builder();
    inventory.taskDefinitions.add(read);
    return inventory.build();
  }

  /** Whether it looks like one. */
  static boolean isOne(Node root) {
    return isTaskDefinition(root)
        || isTaskDefinition(root.property("taskDefinition"))
        || (root instanceof Node.Items list && !list.items().isEmpty() && isContainers(list));
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
