package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a reference by name becomes: the parameters of a template, and all that is none. */
final class Parameters {
  /** More than any parameter that a person chooses from. */
  private static final int MAX_ALLOWED = 200;

  private static final Pattern ONE_PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  private final Node parameters;
  private final Given given;
  private final boolean defaults;
  private final Budget budget;

  /**
   * The section of the template; nothing where it has none.
   *
   * @param defaults whether a default stands for what is not given
   */
  Parameters(Node parameters, Given given, boolean defaults, Budget budget) {
    this.parameters = parameters;
    this.given = given;
    this.defaults = defaults;
    this.budget = budget;
  }

  /** A gap for each given value with which CloudFormation refuses the template. */
  List<Gap> refused() {
    List<Gap> gaps = new ArrayList<>();
    Node values = given.certain();
    if (parameters instanceof Node.Fields fields && values instanceof Node.Fields) {
      fields
          .entries()
          .forEach(
              (name, parameter) -> {
                if (values.entry(name) instanceof Node.Text value && !allows(parameter, value)) {
                  gaps.add(
                      new Gap(
                          value.location(),
                          "CloudFormation refuses what is given to the parameter "
                              + name
                              + ", which is none of its AllowedValues"));
                }
              });
    }
    return gaps;
  }

  private static boolean allows(Node parameter, Node.Text value) {
    if (!(parameter.entry("AllowedValues") instanceof Node.Items allowed)) {
      return true;
    }
    Node read = literal(value.text(), isList(parameter), value.location());
    List<Node> items = read instanceof Node.Items list ? list.items() : List.of(read);
    return items.stream()
        .allMatch(
            item ->
                allowed.items().stream().anyMatch(one -> Conditions.equal(item, one).orElse(true)));
  }

  private static String type(Node parameter) {
    return parameter.entry("Type") instanceof Node.Text type ? type.text() : "";
  }

  private static boolean isList(Node parameter) {
    return type(parameter).equals("CommaDelimitedList") || type(parameter).startsWith("List<");
  }

  /**
   * The parameter's value: what is given, each allowed value, or the default. A resource, a
   * parameter that has neither, is {@code NoEcho} or names one of Systems Manager is unknown, and
   * so is a pseudo parameter of which the deployment says nothing.
   */
  Node value(String name, Location at) {
    if (name.startsWith("AWS::")) {
      return given
          .deployment()
          .pseudoParameter(name)
          .<Node>map(value -> new Node.Text(value, at))
          .orElseGet(() -> Concatenation.placeholder(name, at));
    }
    Node parameter = parameters.entry(name);
    if (parameter.entry("NoEcho") instanceof Node.Text noEcho
        && !noEcho.text().equalsIgnoreCase("false")) {
      return new Node.Unknown("${" + name + "}", Set.of(name), at);
    }
    if (type(parameter).startsWith("AWS::SSM::Parameter::")) {
      return Concatenation.placeholder(name, at);
    }
    boolean list = isList(parameter);
    if (!(parameter instanceof Node.Nothing)) {
      return budget.each(
          givenTo(name, given.values()),
          value ->
              decides(value, parameter)
                  ? taken(value, name, list, at)
                  : byItself(parameter, name, list, at));
    }
    return Concatenation.placeholder(name, at);
  }

  private static Node givenTo(String name, Node all) {
    if (all instanceof Node.Choice choice) {
      return new Node.Choice(
          choice.arms().stream().map(arm -> givenTo(name, arm)).toList(), choice.location());
    }
    return all instanceof Node.Fields ? all.entry(name) : all;
  }

  /** What is unknown of all values is still one of those that are allowed. */
  private static boolean decides(Node given, Node parameter) {
    boolean known = !isPlaceholder(given) || !given.noEcho().isEmpty();
    return !(given instanceof Node.Nothing)
        && (known || parameter.entry("AllowedValues") instanceof Node.Nothing);
  }

  private static boolean isPlaceholder(Node node) {
    return node instanceof Node.Unknown unknown
        && ONE_PLACEHOLDER.matcher(unknown.expression()).matches();
  }

  /** A placeholder gets the parameter's own name: that of the stack around means nothing here. */
  private static Node taken(Node given, String name, boolean list, Location at) {
    if (given instanceof Node.Text text) {
      return literal(text.text(), list, at);
    }
    boolean readable = given instanceof Node.Unknown || (list && given instanceof Node.Items);
    return readable && !isPlaceholder(given)
        ? given.movedTo(at)
        : Concatenation.placeholder(name, given, at);
  }

  /** As far as the parameter itself tells. */
  private Node byItself(Node parameter, String name, boolean list, Location at) {
    if (parameter.entry("AllowedValues") instanceof Node.Items allowed) {
      return list ? Concatenation.placeholder(name, at) : anyOf(allowed, name, at);
    }
    return defaults && parameter.entry("Default") instanceof Node.Text text
        ? literal(text.text(), list, at)
        : Concatenation.placeholder(name, at);
  }

  private Node anyOf(Node.Items allowed, String name, Location at) {
    List<Node> arms = new ArrayList<>();
    for (Node value : allowed.items()) {
      if (value instanceof Node.Text text) {
        arms.add(new Node.Text(text.text(), at));
      }
    }
    if (arms.isEmpty()
        || arms.size() < allowed.items().size()
        || arms.size() > MAX_ALLOWED
        || !budget.spend(arms.size())) {
      return Concatenation.placeholder(name, at);
    }
    return arms.size() == 1 ? arms.get(0) : new Node.Choice(arms, at);
  }

  private static Node literal(String text, boolean list, Location at) {
    if (!list) {
      return new Node.Text(text, at);
    }
    List<Node> items = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      items.add(new Node.Text(item.strip(), at));
    }
    return new Node.Items(items, at);
  }
}
