package dev.breakwater.source;

import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads waivers, as a template's metadata and breakwater.yaml hold them. */
record WaiverReader(NodeReader read) {
  private static final Set<String> KEYS =
      Set.of("rule", "resource", "file", "container", "reason", "until");

  /** The list of waivers. */
  Values<WaiverEntry> waivers(Node list) {
    return read.objects(list, this::waiver);
  }

  /** The waivers of {@code Metadata}; what is wrong in the way to them is unresolved, not none. */
  Values<WaiverEntry> beside(Node metadata) {
    Node breakwater = metadata.entry("Breakwater");
    if (breakwater instanceof Node.Nothing) {
      return waivers(breakwater);
    }
    if (breakwater instanceof Node.Fields fields
        && Set.of("waivers").containsAll(fields.entries().keySet())) {
      return waivers(fields.entry("waivers"));
    }
    return new Values.Unresolved<>(
        "Metadata.Breakwater, which holds something else", read.at(breakwater));
  }

  private WaiverEntry waiver(Node entry) {
    return new WaiverEntry(
        read.text(entry.entry("rule")),
        read.text(entry.entry("resource")),
        read.text(entry.entry("file")),
        read.text(entry.entry("container")),
        read.text(entry.entry("reason")),
        read.text(entry.entry("until")),
        otherKeys(entry));
  }

  private Values<String> otherKeys(Node entry) {
    List<Setting<String>> others = new ArrayList<>();
    if (entry instanceof Node.Fields fields) {
      for (Map.Entry<String, Node> field : fields.entries().entrySet()) {
        if (!KEYS.contains(field.getKey())) {
          others.add(new Setting.Known<>(field.getKey(), read.at(field.getValue())));
        }
      }
    }
    return new Values.Listed<>(others, read.at(entry));
  }
}
