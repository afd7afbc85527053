package dev.breakwater.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.breakwater.model.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Text becomes nodes in one pass: JSON where it begins with a bracket, YAML otherwise. */
final class Parser {
  /** Templates of the CDK are about 15 levels deep. */
  private static final int MAX_DEPTH = 100;

  /** What fits into the memory of a small machine. */
  private static final int MAX_VALUES = 1_000_000;

  /** The root and its sections. */
  private static final int KEPT_NULLS = 1;

  private final JsonParser parser;
  private final Origin origin;
  private final boolean yaml;
  private final Anchors anchors = new Anchors();
  private final Blocks blocks;
  private int values;

  private Parser(JsonParser parser, String text, Origin origin, boolean yaml) {
    this.parser = parser;
    blocks = new Blocks(text);
    this.origin = origin;
    this.yaml = yaml;
  }

  /**
   * The nodes of this text.
   *
   * @param source the file's name, for locations
   */
  static Node parse(String text, String source) throws UnreadableSourceException {
    return parse(text, Origin.of(source), isJson(text));
  }

  private static boolean isJson(String text) {
    String begin = text.stripLeading();
    return begin.startsWith("{") || begin.startsWith("[");
  }

  /** The nodes of this JSON text, in which there may be comments and trailing commas. */
  static Node parseWithComments(String text, String source) throws UnreadableSourceException {
    Origin origin = Origin.of(source);
    try (JsonParser parser = Formats.jsonWithComments(text)) {
      return new Parser(parser, text, origin, false).document();
    } catch (JsonProcessingException e) {
      throw refusal(e, origin, "JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text that is in memory", e);
    }
  }

  /** The nodes of a JSON text that is a value itself; all of them stand where it does. */
  static Node embedded(String json, Location at) throws UnreadableSourceException {
    return parse(json, Origin.in(new Node.Text(json, at)), true);
  }

  /** The same of a JSON text; one in a literal block of YAML stands on the lines of it. */
  static Node embeddedJson(Node.Text text) throws UnreadableSourceException {
    return parse(text.text(), Origin.in(text), true);
  }

  /**
   * The nodes of a text that is a value itself. In a literal block of YAML each stands on its own
   * line of the source; elsewhere all of them stand where the text does.
   */
  static Node embedded(Node.Text text) throws UnreadableSourceException {
    return parse(text.text(), Origin.in(text), isJson(text.text()));
  }

  private static Node parse(String text, Origin origin, boolean json)
      throws UnreadableSourceException {
    try (JsonParser parser = json ? Formats.json(text) : Formats.yaml(text)) {
      return new Parser(parser, text, origin, !json).document();
    } catch (JsonProcessingException e) {
      throw refusal(e, origin, json ? "JSON" : "YAML");
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text that is in memory", e);
    }
  }

  private Node document() throws IOException, UnreadableSourceException {
    if (parser.nextToken() == null) {
      throw origin.refusal("nothing is written", 1, 1);
    }
    Node root = value(0);
    if (parser.nextToken() != null) {
      throw refusal("a second document begins here; wanted one");
    }
    return root;
  }

  private Node value(int depth) throws IOException, UnreadableSourceException {
    if (depth > MAX_DEPTH) {
      throw refusal("nested deeper than " + MAX_DEPTH + " levels");
    }
    if (++values > MAX_VALUES) {
      throw refusal("more than " + MAX_VALUES + " values");
    }
    return yaml ? yamlValue(depth) : plainValue(depth);
  }

  private Node yamlValue(int depth) throws IOException, UnreadableSourceException {
    if (((YAMLParser) parser).isCurrentAlias()) {
      return aliased(parser.getText(), depth);
    }
    Object anchor = parser.getObjectId();
    Object tag = parser.getTypeId();
    Location location = location();
    long before = anchors.count();
    anchors.add();
    Node node = plainValue(depth);
    if (tag != null) {
      node = ShortTags.longForm(tag.toString(), node, location);
    }
    if (anchor != null) {
      anchors.remember(anchor.toString(), node, before);
    }
    return node;
  }

  private Node aliased(String name, int depth) throws UnreadableSourceException {
    Node node =
        anchors
            .alias(name)
            .orElseThrow(() -> refusal("the alias *" + name + " has no anchor before it"));
    if (anchors.exhausted()) {
      throw refusal("the aliases stand for more values than any template holds");
    }
    if (depth + Anchors.height(node) > MAX_DEPTH) {
      throw refusal("nested deeper than " + MAX_DEPTH + " levels");
    }
    return node;
  }

  private Node plainValue(int depth) throws IOException, UnreadableSourceException {
    Location location = location();
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(location, depth);
      case START_ARRAY -> items(location, depth);
      case VALUE_NULL -> new Node.Nothing(location);
      default -> text(parser.getText(), location);
    };
  }

  private Node text(String value, Location location) {
    JsonLocation at = parser.currentTokenLocation();
    return new Node.Text(
        value, location, yaml ? blocks.indent(value, at.getLineNr(), at.getColumnNr()) : 0);
  }

  private Node items(Location location, int depth) throws IOException, UnreadableSourceException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return new Node.Items(items, location);
  }

  /** Without the entries that are null, but for those that would be a resource or a parameter. */
  private Node fields(Location location, int depth) throws IOException, UnreadableSourceException {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Node> merged = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (entries.containsKey(name)) {
        throw refusal("the key " + name + " is written twice");
      }
      parser.nextToken();
      if (yaml && name.equals("<<")) {
        Anchors.merge(value(depth + 1), merged);
      } else {
        entries.put(name, value(depth + 1));
      }
    }
    merged.forEach(entries::putIfAbsent);
    if (depth > KEPT_NULLS) {
      entries.values().removeIf(Node.Nothing.class::isInstance);
    }
    return new Node.Fields(entries, location);
  }

  private Location location() {
    JsonLocation at = parser.currentTokenLocation();
    return origin.at(at.getLineNr(), at.getColumnNr());
  }

  private UnreadableSourceException refusal(String reason) {
    JsonLocation at = parser.currentTokenLocation();
    return origin.refusal(reason, at.getLineNr(), at.getColumnNr());
  }

  /** The parsers' own messages quote the text, which may hold a secret; these do not. */
  private static UnreadableSourceException refusal(
      JsonProcessingException broken, Origin origin, String format) {
    String reason = broken.getOriginalMessage().lines().findFirst().orElse("broken");
    JsonLocation at = broken.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    if (broken.getCause() instanceof MarkedYAMLException marked) {
      Mark mark = marked.getProblemMark();
      reason = marked.getProblem();
      line = mark.getLine() + 1;
      column = mark.getColumn() + 1;
    }
    reason =
        reason
            .replaceFirst("Unrecognized token '[^']*'", "unquoted word")
            .replaceFirst("Expected a field name.*", "a key that is not a single value");
    return origin.refusal("not valid " + format + ": " + reason, line, column);
  }
}
