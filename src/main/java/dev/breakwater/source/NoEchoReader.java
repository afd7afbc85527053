package dev.breakwater.source;

import dev.breakwater.model.NoEchoText;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.ArrayList;
import java.util.List;

/** Finds the texts of a container that {@code NoEcho} parameters are part of. */
final class NoEchoReader {
  private final NodeReader read;
  private final List<Setting<NoEchoText>> found = new ArrayList<>();

  private NoEchoReader(NodeReader read) {
    this.read = read;
  }

  /** Beside the environment, whose variables know theirs. */
  static Values<NoEchoText> texts(NodeReader read, Node container) {
    NoEchoReader reader = new NoEchoReader(read);
    reader.add("command", container.property("command"));
    reader.add("entryPoint", container.property("entryPoint"));
    reader.add("command of healthCheck", container.property("healthCheck").property("command"));
    reader.addEntries("docker label %s", container.property("dockerLabels"));
    reader.addEntries(
        "option %s of logConfiguration",
        container.property("logConfiguration").property("options"));
    return new Values.Listed<>(reader.found, read.at(container));
  }

  private void addEntries(String place, Node node) {
    if (node instanceof Node.Fields fields) {
      fields.entries().forEach((name, value) -> add(place.replace("%s", name), value));
    } else if (node instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> addEntries(place, arm));
    } else {
      add(place.replace("%s", "of any name"), node);
    }
  }

  private void add(String place, Node node) {
    if (node instanceof Node.Items list) {
      list.items().forEach(item -> add(place, item));
    } else if (node instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> add(place, arm));
    } else if (!node.noEcho().isEmpty()) {
      found.add(new Setting.Known<>(new NoEchoText(place, node.noEcho()), read.at(node)));
    }
  }
}
