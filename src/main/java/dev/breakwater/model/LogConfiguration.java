package dev.breakwater.model;

import java.util.List;

/**
 * {@code logConfiguration}; when it is absent, all of it is.
 *
 * @param logDriver such as {@code awslogs}
 * @param options the driver's options
 */
public record LogConfiguration(Setting<String> logDriver, Values<Option> options) {
  /**
   * One option of the log driver.
   *
   * @param name the option's name
   * @param value its value; may be a secret, so it is never printed
   */
  public record Option(String name, Setting<String> value) {}

  /** The option of this name; absent when it is known not to be there. */
  public Setting<String> option(String name) {
    return option(name, options);
  }

  private static Setting<String> option(String name, Values<Option> options) {
    if (options instanceof Values.Unresolved<Option> unresolved) {
      return new Setting.Unresolved<>(unresolved.expression(), unresolved.location());
    }
    if (options instanceof Values.OneOf<Option> choice) {
      List<Setting<String>> arms = choice.arms().stream().map(arm -> option(name, arm)).toList();
      return new Setting.OneOf<>(arms, choice.location());
    }
    Setting<String> missing = new Setting.Absent<>(options.location());
    for (Setting<Option> element : ((Values.Listed<Option>) options).elements()) {
      if (element instanceof Setting.Known<Option> known && known.value().name().equals(name)) {
        return known.value().value();
      }
      if (element instanceof Setting.Unresolved<Option>) {
        missing = element.map(Option::name);
      }
    }
    return missing;
  }
}
