package dev.breakwater.model;

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

  /** The option of this name; absent when it is not there. */
  public Setting<String> option(String name) {
    return options
        .known()
        .filter(option -> option.name().equals(name))
        .map(Option::value)
        .findFirst()
        .orElseGet(() -> new Setting.Absent<>(options.location()));
  }
}
