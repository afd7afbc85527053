package dev.breakwater.source;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of the deployment of a template beside the template.
 *
 * @param parameters what it gives the template's parameters, each where it is written; unresolved
 *     where the value of the deployment before it stays
 * @param region the {@code AWS::Region}, which decides {@code AWS::Partition} and {@code
 *     AWS::URLSuffix} too
 * @param account the {@code AWS::AccountId}
 */
public record Deployment(
    Map<String, Setting<String>> parameters, Optional<String> region, Optional<String> account) {
  /** Nothing is known of it. */
  public static final Deployment UNKNOWN =
      new Deployment(Map.of(), Optional.empty(), Optional.empty());

  /**
   * {@code eu-central-1}, {@code us-gov-west-1}, {@code us-isob-east-1}, {@code eusc-de-east-1}.
   */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]{2,}){1,2}-[1-9][0-9]?");

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  public Deployment {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    region.ifPresent(name -> wanted(REGION, name, "region must be like eu-central-1"));
    account.ifPresent(number -> wanted(ACCOUNT, number, "account must be 12 digits"));
  }

  private static void wanted(Pattern pattern, String got, String sentence) {
    if (!pattern.matcher(got).matches()) {
      throw new IllegalArgumentException(sentence + ", got " + got);
    }
  }

  /**
   * The parameters that this file gives, in any form that the AWS CLI takes: the list of {@code
   * ParameterKey} and {@code ParameterValue} (or {@code UsePreviousValue}), the list of {@code
   * Name=value}, CodePipeline's {@code {"Parameters": {"Name": "value"}}}, and that map alone.
   */
  public static Map<String, Setting<String>> parameters(Path file)
      throws UnreadableSourceException {
    Node root = Parser.parse(SourceText.read(file), file.toString());
    Map<String, Setting<String>> parameters = new LinkedHashMap<>();
    if (root instanceof Node.Items list) {
      for (Node item : list.items()) {
        addItem(item, parameters);
      }
      return parameters;
    }
    Node map = root.entry("Parameters") instanceof Node.Fields nested ? nested : root;
    if (!(map instanceof Node.Fields fields)) {
      throw new UnreadableSourceException(
          root.location(), "parameters are an object or a list, got " + root.kind());
    }
    for (Map.Entry<String, Node> entry : fields.entries().entrySet()) {
      parameters.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
    }
    return parameters;
  }

  /**
   * The same in the account and the region of a stack of the CDK, {@code aws://account/region},
   * where nothing else was said and both or one of them are no placeholder ({@code
   * unknown-account}, {@code unknown-region}).
   *
   * <p>Source: the CDK's cx-api, {@code EnvironmentUtils}.
   */
  Deployment in(String environment) {
    String[] parts = environment.replaceFirst("^aws://", "").split("/", 2);
    Optional<String> there =
        Optional.of(parts[0]).filter(number -> ACCOUNT.matcher(number).matches());
    Optional<String> where =
        Optional.of(parts[parts.length - 1]).filter(name -> REGION.matcher(name).matches());
    return new Deployment(parameters, region.or(() -> where), account.or(() -> there));
  }

  /** The pseudo parameter of this name, where it is known. */
  Optional<String> pseudoParameter(String name) {
    return switch (name) {
      case "AWS::AccountId" -> account;
      case "AWS::Region" -> region;
      case "AWS::Partition" -> region.map(Partition::of).map(Partition::id);
      case "AWS::URLSuffix" -> region.map(Partition::of).map(Partition::urlSuffix);
      default -> Optional.empty();
    };
  }

  /** The parameters as nodes; an unresolved one is a placeholder. */
  Node given() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            nodes.put(
                name,
                value
                    .known()
                    .<Node>map(text -> new Node.Text(text, value.location()))
                    .orElseGet(() -> Concatenation.placeholder(name, value.location()))));
    return new Node.Fields(nodes, Location.NOWHERE);
  }

  private static void addItem(Node item, Map<String, Setting<String>> into)
      throws UnreadableSourceException {
    if (item instanceof Node.Text pair && pair.text().indexOf('=') > 0) {
      int equals = pair.text().indexOf('=');
      Setting<String> value =
          new Setting.Known<>(pair.text().substring(equals + 1), pair.location());
      put(pair.text().substring(0, equals), value, into);
      return;
    }
    if (!(item.entry("ParameterKey") instanceof Node.Text key)) {
      throw new UnreadableSourceException(
          item.location(),
          "an item of a list of parameters is an object with ParameterKey and ParameterValue, or"
              + " Name=value, got "
              + item.kind()
              + " without them");
    }
    boolean previous =
        item.entry("UsePreviousValue") instanceof Node.Text flag
            && flag.text().equalsIgnoreCase("true");
    put(
        key.text(),
        previous
            ? new Setting.Unresolved<>("the value of the deployment before", item.location())
            : value(key.text(), item.entry("ParameterValue")),
        into);
  }

  private static void put(String name, Setting<String> value, Map<String, Setting<String>> into)
      throws UnreadableSourceException {
    if (into.putIfAbsent(name, value) != null) {
      throw new UnreadableSourceException(
          value.location(), "the parameter " + name + " is given twice");
    }
  }

  /** A list is the text that CloudFormation takes for it. */
  private static Setting<String> value(String name, Node node) throws UnreadableSourceException {
    Location at = node.location();
    if (node instanceof Node.Text text) {
      return new Setting.Known<>(text.text(), at);
    }
    if (node instanceof Node.Items list
        && list.items().stream().allMatch(Node.Text.class::isInstance)) {
      return new Setting.Known<>(
          String.join(",", list.items().stream().map(item -> ((Node.Text) item).text()).toList()),
          at);
    }
    throw new UnreadableSourceException(
        at, "the parameter " + name + " wants a single value, got " + node.kind());
  }
}
