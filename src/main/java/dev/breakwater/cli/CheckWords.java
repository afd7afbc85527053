package dev.breakwater.cli;

import dev.breakwater.model.Location;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import dev.breakwater.policy.DidYouMean;
import dev.breakwater.source.ConfigurationFile;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line and {@code breakwater.yaml} say, before it is understood. The command line
 * wins, option by option.
 *
 * @param paths what is to be judged
 * @param given the values of each option
 * @param waivers of the file
 * @param file the configuration that was read
 */
record CheckWords(
    List<String> paths,
    Map<CheckOption, List<Given>> given,
    Values<WaiverEntry> waivers,
    Optional<Path> file) {
  private static final Path BESIDE = Path.of("breakwater.yaml");

  /** With the file that the words name, or the one beside the command. */
  static CheckWords of(List<String> paths, Map<CheckOption, List<Given>> words) throws Failure {
    for (Map.Entry<CheckOption, List<Given>> option : words.entrySet()) {
      if (option.getKey().count() == CheckOption.Count.ONE && option.getValue().size() > 1) {
        throw new Failure(
            ExitCode.USAGE,
            "%s takes one value, got %s"
                .formatted(
                    option.getKey().flag(),
                    Commands.listed(option.getValue().stream().map(Given::value).toList())));
      }
    }
    Optional<Path> file = file(words);
    if (file.isEmpty()) {
      return new CheckWords(
          paths, words, new Values.Listed<>(List.of(), Location.NOWHERE), Optional.empty());
    }
    ConfigurationFile read = read(file.get());
    Map<CheckOption, List<Given>> given = new EnumMap<>(CheckOption.class);
    for (ConfigurationFile.Setting setting : read.settings()) {
      String origin = setting.location() + ": " + setting.name();
      CheckOption option =
          CheckOption.ofKey(setting.name()).orElseThrow(() -> unknown(setting, origin));
      List<Given> values = given.computeIfAbsent(option, any -> new ArrayList<>());
      if (!values.isEmpty() && option.count() != CheckOption.Count.MANY) {
        throw new Failure(ExitCode.USAGE, origin + " takes one value, got several");
      }
      values.add(new Given(setting.value(), origin, true));
    }
    given.putAll(words);
    return new CheckWords(paths, given, read.waivers(), file);
  }

  private static Optional<Path> file(Map<CheckOption, List<Given>> words) throws Failure {
    List<Given> named = words.getOrDefault(CheckOption.CONFIG, List.of());
    if (named.isEmpty()) {
      return Files.exists(BESIDE) ? Optional.of(BESIDE) : Optional.empty();
    }
    return Optional.of(Paths.of(named.get(0)));
  }

  private static ConfigurationFile read(Path file) throws Failure {
    try {
      return ConfigurationFile.read(file);
    } catch (UnreadableSourceException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage());
    }
  }

  private static Failure unknown(ConfigurationFile.Setting setting, String origin) {
    List<String> keys =
        new ArrayList<>(CheckOption.ofFiles().stream().map(CheckOption::key).toList());
    keys.add("waivers");
    return new Failure(
        ExitCode.USAGE,
        "%s is no option that a file can hold%s"
            .formatted(origin, DidYouMean.among(keys, setting.name())));
  }

  /** The values of an option. */
  List<Given> all(CheckOption option) {
    return given.getOrDefault(option, List.of());
  }

  /** The value of an option that takes one. */
  Optional<Given> one(CheckOption option) {
    return all(option).stream().findFirst();
  }

  /** Whether a switch is on. */
  boolean isOn(CheckOption option) throws Failure {
    Optional<Given> value = one(option);
    if (value.isEmpty()) {
      return false;
    }
    return switch (value.get().value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw value.get().wrong("true or false", List.of("true", "false"));
    };
  }
}
