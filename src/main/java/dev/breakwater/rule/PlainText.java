package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.unknown;

import dev.breakwater.model.Container;
import dev.breakwater.model.LogConfiguration.Option;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.policy.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Secrets in what a container definition holds beside the environment. A command or a label is
 * judged by the shape of its texts alone, whatever stands before them; an option of a log driver by
 * its name too. What is unresolved is judged by what is written of it.
 */
final class PlainText {
  /** Options of Fluent Bit that hold a secret and whose last word does not say so. */
  private static final Set<String> SECRET_OPTIONS =
      Set.of("license_key", "licensekey", "shared_key");

  private PlainText() {}

  static Verdict of(Container container) {
    Verdict all =
        texts(container.command(), "command")
            .and(texts(container.entryPoint(), "entryPoint"))
            .and(texts(container.healthCheck().command(), "command of healthCheck"));
    all =
        all.and(
            each(
                container.dockerLabels(),
                label -> byShape(label.value(), "docker label " + label.name())));
    return all.and(each(container.logConfiguration().options(), PlainText::option));
  }

  private static Verdict texts(Values<String> values, String where) {
    if (values instanceof Values.OneOf<String> choice) {
      return choice.arms().stream().map(arm -> texts(arm, where)).reduce(pass(), Verdict::and);
    }
    return values instanceof Values.Listed<String> list
        ? list.elements().stream()
            .map(element -> byShape(element, where))
            .reduce(pass(), Verdict::and)
        : pass();
  }

  private static <T> Verdict each(Values<T> values, Function<T, Verdict> judge) {
    return values.known().map(judge).reduce(pass(), Verdict::and);
  }

  private static Verdict option(Option option) {
    String where = "option " + option.name() + " of logConfiguration";
    if (option.value() instanceof Setting.Unresolved<String> unresolved
        && SecretShape.kindOf(unresolved.expression()).isEmpty()) {
      return SecretShape.kindOfName(option.name())
          .map(kind -> where + " may hold " + kind + ", from " + unresolved.expression())
          .map(reason -> unknown(reason, unresolved.location()))
          .orElseGet(Verdict::pass);
    }
    return byText(
        option.value(),
        text ->
            SECRET_OPTIONS.contains(option.name().toLowerCase(Locale.ROOT))
                ? SecretShape.kindOf("token", text).map(kind -> "a key")
                : SecretShape.kindOf(option.name(), text),
        where);
  }

  private static Verdict byShape(Setting<String> value, String where) {
    return byText(value, SecretShape::kindOf, where);
  }

  private static Verdict byText(
      Setting<String> value, Function<String, Optional<String>> kindOf, String where) {
    if (value instanceof Setting.OneOf<String> choice) {
      return choice.arms().stream()
          .map(arm -> byText(arm, kindOf, where))
          .reduce(pass(), Verdict::and);
    }
    // A parameter or an attribute is ordinary here; what is written around it may be a secret.
    Optional<String> kind =
        value instanceof Setting.Unresolved<String> unresolved
            ? SecretShape.kindOf(unresolved.expression())
            : value.known().flatMap(kindOf);
    return kind.map(found -> fail(where + " holds " + found, value.location()))
        .orElseGet(Verdict::pass);
  }
}
