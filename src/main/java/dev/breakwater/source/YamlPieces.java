package dev.breakwater.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The pieces of a YAML text, as SnakeYAML composes them: styles, anchors and ends included. */
final class YamlPieces {
  private static final int MAX_DEPTH = 100;

  private final String text;
  private final boolean plain;

  private YamlPieces(String text) {
    this.text = text;
    plain = text.codePointCount(0, text.length()) == text.length();
  }

  static Piece of(String text) throws UneditableException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(MAX_DEPTH);
    try {
      return new YamlPieces(text).piece(new Yaml(options).compose(new StringReader(text)), 0);
    } catch (YAMLException e) {
      throw new UneditableException("it is not plain YAML, and so is not edited");
    }
  }

  /**
   * The piece of this node.
   *
   * @param after behind which it must stand; an alias has the place of its anchor
   */
  private Piece piece(org.yaml.snakeyaml.nodes.Node node, int after) {
    int start = offset(node.getStartMark());
    int end = offset(node.getEndMark());
    String fixed = fixed(node);
    if (start < after) {
      return Piece.scalar("?", after, after, Piece.Style.BLOCK, fixed);
    }
    if (!fixed.isEmpty()) {
      // Nothing is looked for in there, and an alias may repeat it a thousand times.
      return Piece.scalar("?", start, end, Piece.Style.FLOW, fixed);
    }
    if (node instanceof ScalarNode scalar) {
      boolean block =
          scalar.getScalarStyle() == ScalarStyle.LITERAL
              || scalar.getScalarStyle() == ScalarStyle.FOLDED;
      return Piece.scalar(
          scalar.getValue(), start, end, block ? Piece.Style.BLOCK : Piece.Style.FLOW, "");
    }
    boolean flow = ((CollectionNode<?>) node).getFlowStyle() == FlowStyle.FLOW;
    Piece.Style style = flow ? Piece.Style.FLOW : Piece.Style.BLOCK;
    if (node instanceof SequenceNode sequence) {
      List<Piece> items = new ArrayList<>();
      int behind = start;
      for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
        items.add(piece(item, behind));
        behind = items.get(items.size() - 1).end();
      }
      int last = flow || items.isEmpty() ? end : items.get(items.size() - 1).end();
      return Piece.list(items, start, last, style, "");
    }
    List<Piece.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      Piece key = piece(tuple.getKeyNode(), start);
      entries.add(new Piece.Entry(key, piece(tuple.getValueNode(), key.end())));
    }
    boolean merged = entries.stream().anyMatch(entry -> entry.key().text().equals("<<"));
    int last = flow || entries.isEmpty() ? end : entries.get(entries.size() - 1).value().end();
    String why =
        merged
            ? "it merges an anchor with <<"
            : Piece.isFunction(entries) ? "it is an intrinsic function" : "";
    return Piece.map(entries, start, last, style, why);
  }

  private static String fixed(org.yaml.snakeyaml.nodes.Node node) {
    if (node.getAnchor() != null) {
      return "the anchor &" + node.getAnchor() + " shares it with other places";
    }
    return node.getTag().getValue().startsWith("!") ? "it is an intrinsic function" : "";
  }

  /** Marks count characters beyond U+FFFF once, Java twice. */
  private int offset(Mark mark) {
    return plain ? mark.getIndex() : text.offsetByCodePoints(0, mark.getIndex());
  }
}
