package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The macro {@code AWS::LanguageExtensions}: loops are written out, once for each element of their
 * collection, before anything else is read. A loop that cannot be written out stays, with the
 * reason.
 *
 * <p>Source: <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html">Fn::ForEach</a>.
 */
final class LanguageExtensions {
  static final String LOOP = "Fn::ForEach";

  private static final String MACRO = "AWS::LanguageExtensions";

  /** Values that all loops together may write; CloudFormation takes templates of 1 MB. */
  private static final int MAX_NODES = 200_000;

  private final Intrinsics intrinsics;
  private int nodes;

  private LanguageExtensions(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
  }

  /** Whether the template asks for the macro. */
  static boolean declaredBy(Node template) {
    Node transform = template.entry("Transform");
    List<Node> macros = transform instanceof Node.Items list ? list.items() : List.of(transform);
    return macros.stream()
        .anyMatch(
            macro ->
                macro instanceof Node.Text name
                    ? name.text().equals(MACRO)
                    : macro.entry("Name") instanceof Node.Text text && text.text().equals(MACRO));
  }

  /** Why this function of the macro is not resolved. */
  static String undeclared(String function) {
    return function + " needs the transform " + MACRO + ", which the template does not declare";
  }

  /** The template with the loops of its resources and conditions written out. */
  static Node expanded(Node template, Given given) {
    if (!(template instanceof Node.Fields fields) || !declaredBy(template)) {
      return template;
    }
    LanguageExtensions extensions = new LanguageExtensions(new Intrinsics(template, given));
    Map<String, Node> sections = new LinkedHashMap<>(fields.entries());
    for (String section : List.of("Conditions", "Resources")) {
      sections.computeIfPresent(section, (name, value) -> extensions.expanded(value));
    }
    return new Node.Fields(sections, fields.location());
  }

  private Node expanded(Node node) {
    if (node instanceof Node.Items list) {
      return new Node.Items(list.items().stream().map(this::expanded).toList(), list.location());
    }
    if (!(node instanceof Node.Fields fields)) {
      return node;
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, value) -> {
              if (name.startsWith(LOOP)) {
                addLoop(name, value, entries);
              } else {
                add(name, expanded(value), entries);
              }
            });
    return new Node.Fields(entries, fields.location());
  }

  private void addLoop(String loop, Node value, Map<String, Node> into) {
    if (!(value instanceof Node.Items list)
        || list.items().size() != 3
        || !(list.items().get(0) instanceof Node.Text identifier)
        || !(list.items().get(2) instanceof Node.Fields body)) {
      leave(loop, "is not a list of an identifier, a collection and an object", value, into);
      return;
    }
    Node collection = intrinsics.resolve(list.items().get(1));
    if (!(collection instanceof Node.Items items)
        || !items.items().stream().allMatch(Node.Text.class::isInstance)) {
      leave(loop, "has a collection that only a deployment knows", value, into);
      return;
    }
    Map<String, Node> written = new LinkedHashMap<>();
    for (Node item : items.items()) {
      Loop one = new Loop(identifier.text(), ((Node.Text) item).text());
      if (expanded(one.in(body)) instanceof Node.Fields made) {
        made.entries().forEach((name, entry) -> add(name, entry, written));
      }
      if (nodes > MAX_NODES) {
        leave(loop, "stands for more than " + MAX_NODES + " values", value, into);
        return;
      }
    }
    written.forEach((name, entry) -> add(name, entry, into));
  }

  /** CloudFormation refuses what is made twice. */
  private static void add(String name, Node value, Map<String, Node> into) {
    if (into.containsKey(name)) {
      leave(LOOP + "::" + name, "makes " + name + ", which is there already", value, into);
    } else {
      into.put(name, value);
    }
  }

  private static void leave(String loop, String reason, Node value, Map<String, Node> into) {
    into.put(loop, new Node.Unknown(loop + " " + reason, value.location()));
  }

  /** One round of a loop. */
  private final class Loop {
    private final String identifier;
    private final String plain;
    private final String alphanumeric;
    private final String item;

    Loop(String identifier, String item) {
      this.identifier = identifier;
      this.plain = "${" + identifier + "}";
      this.alphanumeric = "&{" + identifier + "}";
      this.item = item;
    }

    /** The value with the element in the identifier's place. */
    Node in(Node node) {
      if (++nodes > MAX_NODES) {
        return node;
      }
      Location at = node.location();
      if (node instanceof Node.Text text) {
        String made = in(text.text());
        return made.equals(text.text()) ? node : new Node.Text(made, at, text.indent());
      }
      if (node instanceof Node.Items list) {
        List<Node> items = new ArrayList<>();
        list.items().forEach(element -> items.add(in(element)));
        return new Node.Items(items, at);
      }
      if (!(node instanceof Node.Fields fields)) {
        return node;
      }
      if (fields.entries().size() == 1
          && fields.entry("Ref") instanceof Node.Text name
          && name.text().equals(identifier)) {
        return new Node.Text(item, at);
      }
      Map<String, Node> entries = new LinkedHashMap<>();
      fields.entries().forEach((name, value) -> add(in(name), in(value), entries));
      if (fields.entry("Fn::If") instanceof Node.Items choice && !choice.items().isEmpty()) {
        entries.put("Fn::If", withCondition(choice, (Node.Items) entries.get("Fn::If")));
      }
      return new Node.Fields(entries, at);
    }

    /** CloudFormation leaves the name of a condition as it is. Source: cfn-lint 1.51. */
    private Node withCondition(Node.Items before, Node.Items after) {
      List<Node> items = new ArrayList<>(after.items());
      items.set(0, before.items().get(0));
      return new Node.Items(items, after.location());
    }

    private String in(String text) {
      return text.indexOf('{') < 0
          ? text
          : text.replace(plain, item).replace(alphanumeric, item.replaceAll("[^0-9A-Za-z]", ""));
    }
  }
}
