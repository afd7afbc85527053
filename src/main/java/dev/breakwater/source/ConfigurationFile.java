package dev.breakwater.source;

import dev.breakwater.model.Location;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code breakwater.yaml} says: options of the command line by their names, and waivers.
 * Nothing of it has been checked.
 *
 * @param settings in the file's order
 * @param waivers as they were written
 */
public record ConfigurationFile(List<Setting> settings, Values<WaiverEntry> waivers) {
  private static final String WAIVERS = "waivers";

  public ConfigurationFile {
    settings = List.copyOf(settings);
    Objects.requireNonNull(waivers, "waivers");
  }

  /**
   * One value of an option; an option with a list has one of these for each item.
   *
   * @param name of the option, without hyphens before it
   * @param value what the command line would take: the entries of an object are {@code key=value}
   * @param location where the value stands
   */
  public record Setting(String name, String value, Location location) {
    public Setting {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(location, "location");
    }
  }

  /** What this file says. */
  public static ConfigurationFile read(Path file) throws UnreadableSourceException {
    Node root = Parser.parse(SourceText.read(file), file.toString());
    if (!(root instanceof Node.Fields fields)) {
      throw new UnreadableSourceException(
          root.location(), "a configuration is an object of options, got " + root.kind());
    }
    List<Setting> settings = new ArrayList<>();
    for (Map.Entry<String, Node> entry : fields.entries().entrySet()) {
      if (!entry.getKey().equals(WAIVERS)) {
        add(entry.getKey(), entry.getValue(), settings);
      }
    }
    return new ConfigurationFile(
        settings, new WaiverReader(new NodeReader("")).waivers(root.entry(WAIVERS)));
  }

  private static void add(String name, Node value, List<Setting> into)
      throws UnreadableSourceException {
    if (value instanceof Node.Items list) {
      for (Node item : list.items()) {
        into.add(new Setting(name, text(name, item), item.location()));
      }
    } else if (value instanceof Node.Fields fields) {
      for (Map.Entry<String, Node> field : fields.entries().entrySet()) {
        String pair = field.getKey() + "=" + text(name, field.getValue());
        into.add(new Setting(name, pair, field.getValue().location()));
      }
    } else {
      into.add(new Setting(name, text(name, value), value.location()));
    }
  }

  private static String text(String name, Node value) throws UnreadableSourceException {
    if (value instanceof Node.Text text) {
      return text.text();
    }
    throw new UnreadableSourceException(
        value.location(), name + " takes plain values, got " + value.kind());
  }
}
