package dev.breakwater.source;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.breakwater.model.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The intrinsic functions that make a value of others alone, over arguments that are resolved; in
 * every arm of each.
 */
final class Functions {
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final Pattern BARE = Pattern.compile("true|false|-?(0|[1-9][0-9]{0,17})");

  private final Concatenation concatenation;
  private final Budget budget;

  Functions(Budget budget) {
    this.budget = budget;
    concatenation = new Concatenation(budget);
  }

  Node join(Node argument, Location at) {
    if (!(argument instanceof Node.Items list)
        || list.items().size() != 2
        || !(list.items().get(0) instanceof Node.Text delimiter)) {
      return Concatenation.placeholder("Fn::Join", argument, at);
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

  Node select(Node argument, Location at) {
    if (!(argument instanceof Node.Items list) || list.items().size() != 2) {
      return Concatenation.placeholder("Fn::Select", argument, at);
    }
    return budget.each(
        list.items().get(1),
        items -> budget.each(list.items().get(0), index -> selected(items, index, at)));
  }

  private static Node selected(Node from, Node index, Location at) {
    if (from instanceof Node.Items list
        && index instanceof Node.Text number
        && INDEX.matcher(number.text()).matches()
        && list.items().stream().noneMatch(Functions::mayBeMissing)
        && Integer.parseInt(number.text()) < list.items().size()) {
      return list.items().get(Integer.parseInt(number.text()));
    }
    return Concatenation.placeholder("Fn::Select", from, at);
  }

  /** An element that a condition may leave out, so that the others move up. */
  private static boolean mayBeMissing(Node element) {
    return element instanceof Node.Choice choice
        && choice.arms().stream().anyMatch(Node.Nothing.class::isInstance);
  }

  Node split(Node argument, Location at) {
    if (!(argument instanceof Node.Items list)
        || list.items().size() != 2
        || !(list.items().get(0) instanceof Node.Text delimiter)
        || delimiter.text().isEmpty()) {
      return Concatenation.placeholder("Fn::Split", argument, at);
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

  Node base64(Node argument, Location at) {
    return budget.each(
        argument,
        value ->
            value instanceof Node.Text text && budget.spend(text.text().length())
                ? new Node.Text(
                    Base64.getEncoder()
                        .encodeToString(text.text().getBytes(StandardCharsets.UTF_8)),
                    at)
                : Concatenation.placeholder("Fn::Base64", value, at));
  }

  Node length(Node argument, Location at) {
    return budget.each(
        argument,
        value ->
            value instanceof Node.Items list
                    && list.items().stream().noneMatch(Functions::mayBeMissing)
                ? new Node.Text(String.valueOf(list.items().size()), at)
                : Concatenation.placeholder("Fn::Length", value, at));
  }

  /** The value as JSON, without spaces. */
  Node toJson(Node value, Location at) {
    List<Node> parts = new ArrayList<>();
    if (value instanceof Node.Choice choice) {
      return budget.each(choice, arm -> toJson(arm, at));
    } else if (value instanceof Node.Items list) {
      for (Node item : list.items()) {
        parts.add(new Node.Text(parts.isEmpty() ? "[" : ",", at));
        parts.add(toJson(item, at));
      }
      parts.add(new Node.Text(parts.isEmpty() ? "[]" : "]", at));
    } else if (value instanceof Node.Fields fields) {
      for (Map.Entry<String, Node> entry : fields.entries().entrySet()) {
        String comma = parts.isEmpty() ? "{" : ",";
        parts.add(new Node.Text(comma + quoted(entry.getKey()) + ":", at));
        parts.add(toJson(entry.getValue(), at));
      }
      parts.add(new Node.Text(parts.isEmpty() ? "{}" : "}", at));
    } else if (value instanceof Node.Text text) {
      boolean bare = BARE.matcher(text.text()).matches();
      return new Node.Text(bare ? text.text() : quoted(text.text()), at);
    } else {
      return value instanceof Node.Unknown ? value : new Node.Text("null", at);
    }
    return concatenation.of(parts, at);
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
