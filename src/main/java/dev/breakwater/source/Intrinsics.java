package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * CloudFormation's intrinsic functions, resolved as far as the template alone tells. Both arms of a
 * condition stay, each where it stands; what only a deployment knows becomes unknown.
 */
final class Intrinsics {
  private final Parameters parameters;
  private final Mappings mappings;
  private final Concatenation concatenation;
  private final Budget budget = new Budget();

  /**
   * The functions of this template, with its parameters and mappings.
   *
   * @param given what the stack around it gives its parameters
   */
  Intrinsics(Node template, Node given) {
    parameters = new Parameters(template.entry("Parameters"), given, budget);
    mappings = new Mappings(template.entry("Mappings"), budget);
    concatenation = new Concatenation(budget);
  }

  /** The value with every function in it resolved as far as can be; nothing for NoValue. */
  Node resolve(Node node) {
    if (node instanceof Node.Items list) {
      return new Node.Items(
          list.items().stream()
              .map(this::resolve)
              .filter(item -> !(item instanceof Node.Nothing))
              .toList(),
          list.location());
    }
    if (node instanceof Node.Fields fields) {
      return hasFunction(fields) ? function(fields) : resolved(fields);
    }
    return node;
  }

  private static boolean hasFunction(Node.Fields fields) {
    return fields.entries().keySet().stream().anyMatch(key -> key.startsWith("Fn::"))
        || (fields.entries().size() == 1 && fields.entries().containsKey("Ref"));
  }

  private Node resolved(Node.Fields fields) {
    Map<String, Node> entries = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, value) -> {
              Node resolved = resolve(value);
              if (!(resolved instanceof Node.Nothing)) {
                entries.put(name, resolved);
              }
            });
    return new Node.Fields(entries, fields.location());
  }

  private Node function(Node.Fields fields) {
    Map.Entry<String, Node> only = fields.entries().entrySet().iterator().next();
    Location at = fields.location();
    if (fields.entries().size() > 1) {
      return new Node.Unknown("an object with an intrinsic function beside other keys", at);
    }
    Node argument = only.getValue();
    return switch (only.getKey()) {
      case "Ref" -> ref(argument, at);
      case "Fn::If" -> choose(argument, at);
      case "Fn::FindInMap" -> mappings.find(resolve(argument), at);
      case "Fn::Sub" -> substitute(argument, at);
      case "Fn::Join" -> join(resolve(argument), at);
      case "Fn::Select" -> select(resolve(argument), at);
      case "Fn::Split" -> split(resolve(argument), at);
      case "Fn::Base64" -> base64(resolve(argument), at);
      case "Fn::GetAtt" -> attribute(argument, at);
      case "Fn::ImportValue" -> imported(resolve(argument), at);
      default -> Concatenation.placeholder(only.getKey(), resolve(argument), at);
    };
  }

  private Node ref(Node argument, Location at) {
    if (!(argument instanceof Node.Text name)) {
      return new Node.Unknown("Ref of " + argument.kind(), at);
    }
    return name.text().equals("AWS::NoValue")
        ? new Node.Nothing(at)
        : parameters.value(name.text(), at);
  }

  private Node choose(Node argument, Location at) {
    if (!(argument instanceof Node.Items list) || list.items().size() != 3) {
      return new Node.Unknown("an Fn::If that is not a list of three", at);
    }
    return new Node.Choice(List.of(resolve(list.items().get(1)), resolve(list.items().get(2))), at);
  }

  private Node substitute(Node argument, Location at) {
    Node text = argument;
    Node variables = new Node.Nothing(at);
    if (argument instanceof Node.Items list && list.items().size() == 2) {
      text = list.items().get(0);
      variables = list.items().get(1);
    }
    if (!(text instanceof Node.Text template)) {
      return Concatenation.placeholder("Fn::Sub", at);
    }
    Node given = variables;
    return concatenation.substitute(
        template.text(),
        name -> {
          Node value = given.entry(name);
          return value instanceof Node.Nothing ? named(name, at) : resolve(value);
        },
        at);
  }

  /** {@code ${Name}} or {@code ${Name.Attribute}}. */
  private Node named(String name, Location at) {
    return name.contains(".") ? Concatenation.placeholder(name, at) : parameters.value(name, at);
  }

  private Node join(Node argument, Location at) {
    if (!(argument instanceof Node.Items list)
        || list.items().size() != 2
        || !(list.items().get(0) instanceof Node.Text delimiter)) {
      return Concatenation.placeholder("Fn::Join", at);
    }
    return budget.each(
        list.items().get(1),
        parts -> {
          if (!(parts instanceof Node.Items pieces)) {
            return Concatenation.placeholder("Fn::Join", parts, at);
          }
          return concatenation.join(delimiter.text(), pieces.items(), at);
        });
  }

  private Node select(Node argument, Location at) {
    if (!(argument instanceof Node.Items list) || list.items().size() != 2) {
      return Concatenation.placeholder("Fn::Select", at);
    }
    return budget.each(
        list.items().get(1),
        items -> budget.each(list.items().get(0), index -> selected(items, index, at)));
  }

  private static Node selected(Node from, Node index, Location at) {
    if (from instanceof Node.Items list
        && index instanceof Node.Text number
        && number.text().matches("[0-9]{1,9}")
        && Integer.parseInt(number.text()) < list.items().size()) {
      return list.items().get(Integer.parseInt(number.text()));
    }
    return Concatenation.placeholder("Fn::Select", from, at);
  }

  private Node split(Node argument, Location at) {
    if (!(argument instanceof Node.Items list)
        || list.items().size() != 2
        || !(list.items().get(0) instanceof Node.Text delimiter)
        || delimiter.text().isEmpty()) {
      return Concatenation.placeholder("Fn::Split", at);
    }
    return budget.each(
        list.items().get(1),
        source -> {
          if (!(source instanceof Node.Text text) || !budget.spend(text.text().length())) {
            return Concatenation.placeholder("Fn::Split", source, at);
          }
          List<Node> parts = new ArrayList<>();
          for (String part : text.text().split(Pattern.quote(delimiter.text()), -1)) {
            parts.add(new Node.Text(part, at));
          }
          return new Node.Items(parts, at);
        });
  }

  private Node base64(Node argument, Location at) {
    UnaryOperator<Node> encoded =
        value ->
            value instanceof Node.Text text && budget.spend(text.text().length())
                ? new Node.Text(
                    Base64.getEncoder()
                        .encodeToString(text.text().getBytes(StandardCharsets.UTF_8)),
                    at)
                : Concatenation.placeholder("Fn::Base64", value, at);
    return budget.each(argument, encoded);
  }

  private static Node attribute(Node argument, Location at) {
    if (argument instanceof Node.Text dotted) {
      return Concatenation.placeholder(dotted.text(), at);
    }
    if (argument instanceof Node.Items list
        && list.items().size() == 2
        && list.items().get(0) instanceof Node.Text resource
        && list.items().get(1) instanceof Node.Text name) {
      return Concatenation.placeholder(resource.text() + "." + name.text(), at);
    }
    return Concatenation.placeholder("Fn::GetAtt", at);
  }

  private static Node imported(Node argument, Location at) {
    return Concatenation.placeholder(
        argument instanceof Node.Text name ? "Fn::ImportValue:" + name.text() : "Fn::ImportValue",
        at);
  }
}
