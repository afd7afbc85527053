package dev.breakwater.cli;

import dev.breakwater.model.Setting;
import dev.breakwater.source.Deployment;
import dev.breakwater.source.ImageUsers;
import dev.breakwater.source.SourceType;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be judged.
 *
 * @param paths files, folders and {@code -}
 * @param include which files of folders; all where it is empty
 * @param exclude what of folders is left out
 * @param type what the files are; found from their content where it is empty
 * @param deployment what is known of the deployment
 * @param images what is known of images
 */
record Sought(
    List<String> paths,
    Globs include,
    Globs exclude,
    Optional<SourceType> type,
    Deployment deployment,
    Optional<ImageUsers> images) {

  static Sought of(CheckWords words) throws Failure {
    Optional<Given> type = words.one(CheckOption.TYPE);
    return new Sought(
        words.paths().isEmpty() ? List.of(".") : words.paths(),
        Globs.of(words.all(CheckOption.INCLUDE)),
        Globs.of(words.all(CheckOption.EXCLUDE)),
        type.isEmpty() ? Optional.empty() : Optional.of(type.get().among(SourceType.values())),
        deployment(words),
        images(words));
  }

  /** The paths without standard input. */
  List<Path> files() {
    return paths.stream().filter(path -> !path.equals("-")).map(Path::of).toList();
  }

  private static Deployment deployment(CheckWords words) throws Failure {
    Optional<Given> file = words.one(CheckOption.PARAMETERS);
    Map<String, Setting<String>> parameters = file.isEmpty() ? Map.of() : parameters(file.get());
    Optional<Given> region = words.one(CheckOption.REGION);
    Optional<Given> account = words.one(CheckOption.ACCOUNT);
    if (region.isPresent()) {
      checked(region.get(), region, Optional.empty());
    }
    if (account.isPresent()) {
      checked(account.get(), Optional.empty(), account);
    }
    return new Deployment(parameters, region.map(Given::value), account.map(Given::value));
  }

  /** The record refuses what is wrong; here the sentence gets the option's name. */
  private static void checked(Given given, Optional<Given> region, Optional<Given> account)
      throws Failure {
    try {
      new Deployment(Map.of(), region.map(Given::value), account.map(Given::value));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, given.origin() + e.getMessage().replaceFirst("^\\S+", ""));
    }
  }

  private static Optional<ImageUsers> images(CheckWords words) throws Failure {
    Optional<Given> file = words.one(CheckOption.IMAGE_INFO);
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(ImageUsers.read(Paths.of(file.get())));
    } catch (UnreadableSourceException e) {
      throw new Failure(ExitCode.USAGE, file.get().origin() + ": " + e.getMessage());
    }
  }

  private static Map<String, Setting<String>> parameters(Given file) throws Failure {
    try {
      return Deployment.parameters(Paths.of(file));
    } catch (UnreadableSourceException e) {
      throw new Failure(ExitCode.USAGE, file.origin() + ": " + e.getMessage());
    }
  }
}
