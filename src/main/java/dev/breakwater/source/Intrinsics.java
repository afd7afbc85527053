package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * CloudFormation's intrinsic functions, resolved as far as the template and what is given to it
 * tell. Where a condition is not decided both arms stay, each where it stands; what only a
 * deployment knows becomes unknown.
 */
final class Intrinsics {
  /** The functions of the macro, which CloudFormation takes nowhere else. */
  private static final List<String> EXTENSIONS = List.of("Fn::Length", "Fn::ToJsonString");

  private final Budget budget = new Budget();
  private final Functions functions = new Functions(budget);
  private final Concatenation concatenation = new Concatenation(budget);
  private final Node template;
  private final Given given;
  private final boolean extended;
  private final Parameters parameters;
  private final Mappings mappings;
  private final Conditions conditions;

  /** The functions of this template, with its parameters, mappings and conditions. */
  Intrinsics(Node template, Given given) {
    this(
        template,
        given,
        true,
        new Conditions(
            template.entry("Conditions"),
            new Intrinsics(
                    template,
                    given.withoutDefaults(),
                    false,
                    new Conditions(new Node.Nothing(template.location()), node -> node))
                ::resolve));
  }

  private Intrinsics(Node template, Given given, boolean defaults, Conditions conditions) {
    this.template = template;
    this.given = given;
    extended = LanguageExtensions.declaredBy(template);
    parameters = new Parameters(template.entry("Parameters"), given, defaults, budget);
    mappings = new Mappings(template.entry("Mappings"), extended, budget);
    this.conditions = conditions;
  }

  /** The same functions, where no default stands for what is not given. */
  Intrinsics withoutDefaults() {
    return new Intrinsics(template, given.withoutDefaults(), false, conditions);
  }

  /** A gap for each given value with which CloudFormation refuses the template. */
  List<Gap> refused() {
    return parameters.refused();
  }

  /** Whether what has this condition is never made. */
  boolean never(Node condition) {
    return conditions.holds(condition).equals(Optional.of(false));
  }

  /** What is made where this condition holds, if it is one. */
  <T> T where(Node condition, Supplier<T> made) {
    return conditions.where(condition, true, made);
  }

  /** The value with every function in it resolved as far as can be; nothing for NoValue. */
  Node resolve(Node node) {
    if (node instanceof Node.Items list) {
      return resolved(list);
    }
    if (node instanceof Node.Fields fields) {
      return hasFunction(fields) ? function(fields) : resolved(fields);
    }
    return node;
  }

  private static boolean hasFunction(Node.Fields fields) {
    for (String key : fields.entries().keySet()) {
      if (key.startsWith("Fn::") || (key.equals("Ref") && fields.entries().size() == 1)) {
        return true;
      }
    }
    return false;
  }

  /** The list itself where nothing in it changes, for most of a template is literal. */
  @SuppressWarnings("ReferenceEquality") // the very same node needs no copy
  private Node resolved(Node.Items list) {
    List<Node> items = new ArrayList<>(list.items().size());
    boolean changed = false;
    for (Node item : list.items()) {
      Node resolved = resolve(item);
      changed |= resolved != item;
      if (!(resolved instanceof Node.Nothing)) {
        items.add(resolved);
      }
    }
    return changed || items.size() < list.items().size()
        ? new Node.Items(items, list.location())
        : list;
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private Node resolved(Node.Fields fields) {
    Map<String, Node> entries = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<String, Node> entry : fields.entries().entrySet()) {
      Node resolved = resolve(entry.getValue());
      changed |= resolved != entry.getValue();
      if (!(resolved instanceof Node.Nothing)) {
        entries.put(entry.getKey(), resolved);
      }
    }
    return changed || entries.size() < fields.entries().size()
        ? new Node.Fields(entries, fields.location())
        : fields;
  }

  private Node function(Node.Fields fields) {
    Map.Entry<String, Node> only = fields.entries().entrySet().iterator().next();
    Location at = fields.location();
    if (fields.entries().size() > 1) {
      return new Node.Unknown("an object with an intrinsic function beside other keys", at);
    }
    Node argument = only.getValue();
    if (EXTENSIONS.contains(only.getKey()) && !extended) {
      return new Node.Unknown(LanguageExtensions.undeclared(only.getKey()), noEcho(argument), at);
    }
    return switch (only.getKey()) {
      case "Ref" -> ref(argument, at);
      case "Fn::If" -> choose(argument, at);
      case "Fn::FindInMap" -> mappings.find(resolve(argument), at);
      case "Fn::Sub" -> substitute(argument, at);
      case "Fn::Join" -> functions.join(resolve(argument), at);
      case "Fn::Select" -> functions.select(resolve(argument), at);
      case "Fn::Split" -> functions.split(resolve(argument), at);
      case "Fn::Base64" -> functions.base64(resolve(argument), at);
      case "Fn::Length" -> functions.length(resolve(argument), at);
      case "Fn::ToJsonString" -> functions.toJson(resolve(argument), at);
      case "Fn::GetAtt" -> attribute(argument, at);
      case "Fn::ImportValue" -> named("Fn::ImportValue", resolve(argument), at);
      case "Fn::Transform" -> named("Fn::Transform", resolve(argument.entry("Name")), at);
      default -> Concatenation.placeholder(only.getKey(), resolve(argument), at);
    };
  }

  private Set<String> noEcho(Node argument) {
    return resolve(argument).noEcho();
  }

  private Node ref(Node argument, Location at) {
    if (!(argument instanceof Node.Text name)) {
      return new Node.Unknown("Ref of " + argument.kind(), at);
    }
    return name.text().equals("AWS::NoValue")
        ? new Node.Nothing(at)
        : parameters.value(name.text(), at);
  }

  /** Within an arm its condition is decided, and so is every further {@code Fn::If} of it. */
  private Node choose(Node argument, Location at) {
    if (!(argument instanceof Node.Items list) || list.items().size() != 3) {
      return new Node.Unknown("an Fn::If that is not a list of three", at);
    }
    Node condition = list.items().get(0);
    Node then = list.items().get(1);
    Node otherwise = list.items().get(2);
    return conditions
        .holds(condition)
        .map(holds -> resolve(holds ? then : otherwise))
        .orElseGet(
            () ->
                new Node.Choice(
                    List.of(
                        conditions.where(condition, true, () -> resolve(then)),
                        conditions.where(condition, false, () -> resolve(otherwise))),
                    at));
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
    Node result =
        concatenation.substitute(
            template.text(),
            name -> {
              Node value = given.entry(name);
              return value instanceof Node.Nothing ? variable(name, at) : resolve(value);
            },
            at);
    return result instanceof Node.Text whole && template.indent() > 0
        ? new Node.Text(whole.text(), template.location(), template.indent())
        : result;
  }

  /** {@code ${Name}} or {@code ${Name.Attribute}}. */
  private Node variable(String name, Location at) {
    return name.contains(".") ? Concatenation.placeholder(name, at) : parameters.value(name, at);
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

  private static Node named(String function, Node name, Location at) {
    return Concatenation.placeholder(
        name instanceof Node.Text text ? function + ":" + text.text() : function, name, at);
  }
}
