package dev.breakwater.cli;

import dev.breakwater.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what is to be judged: each file once, in the order of the arguments, and of its name in a
 * folder. Links are followed, for what is behind one is deployed as well.
 */
final class Discovery {
  /** They hold what others wrote, or what a build made of what is judged anyway. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          ".git",
          ".gradle",
          ".hg",
          ".svn",
          ".terraform",
          ".tox",
          ".venv",
          "node_modules",
          "target");

  private final Sought sought;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<Path> assembliesLeftOut = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();

  private Discovery(Sought sought) {
    this.sought = sought;
  }

  /**
   * What was found.
   *
   * @param name what was to be judged, for sentences
   * @param inputs what is to be judged
   * @param folders those that were walked
   * @param assembliesLeftOut cloud assemblies that a folder holds and that are ignored
   */
  record Found(String name, List<Input> inputs, List<Path> folders, List<Path> assembliesLeftOut) {}

  static Found of(Sought sought) throws Failure {
    Discovery discovery = new Discovery(sought);
    for (int argument = 0; argument < sought.paths().size(); argument++) {
      discovery.add(sought.paths().get(argument), argument);
    }
    return new Found(
        String.join(", ", sought.paths()),
        discovery.inputs,
        discovery.folders,
        discovery.assembliesLeftOut);
  }

  private void add(String name, int argument) throws Failure {
    if (name.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "a path must be a file, a folder or -, got nothing");
    }
    Path path = Paths.of(name);
    if (name.equals("-")) {
      if (seen.add(path)) {
        inputs.add(Input.of(path, Input.Kind.STANDARD, argument));
      }
    } else if (!Files.isDirectory(path) || SourceFile.isAssembly(path)) {
      addOnce(path, Input.Kind.NAMED, argument);
    } else {
      walk(path.normalize(), argument);
    }
  }

  /** One file may have several names; a pipe has none that can be compared. */
  private void addOnce(Path path, Input.Kind kind, int argument) {
    try {
      if (seen.add(path.toRealPath())) {
        inputs.add(Input.of(path, kind, argument));
      }
    } catch (IOException e) {
      inputs.add(Input.of(path, kind, argument));
    }
  }

  private void walk(Path folder, int argument) {
    int begin = inputs.size();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Walk(folder, argument, Ignores.above(folder)));
    } catch (IOException e) {
      inputs.add(Input.unread(folder, argument, "the folder cannot be read"));
    }
    inputs.subList(begin, inputs.size()).sort(Comparator.comparing(Input::path));
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final int argument;
    private final Ignores ignores;

    Walk(Path root, int argument, Ignores ignores) {
      this.root = root;
      this.argument = argument;
      this.ignores = ignores;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(root)) {
        if (LEFT_OUT.contains(folder.getFileName().toString()) || isLeftOut(folder, true)) {
          if (Files.exists(folder.resolve("cdk.out")) && SourceFile.isAssembly(folder)) {
            assembliesLeftOut.add(folder);
          }
          return FileVisitResult.SKIP_SUBTREE;
        }
        if (SourceFile.isAssembly(folder)) {
          addOnce(folder, Input.Kind.MET, argument);
          return FileVisitResult.SKIP_SUBTREE;
        }
      }
      if (!seen.add(folder.toRealPath())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      ignores.enter(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException broken) {
      if (broken != null) {
        inputs.add(Input.unread(folder, argument, "the folder cannot be read to its end"));
      }
      ignores.leave();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean wanted =
          sought.include().isEmpty()
              ? SourceFile.isNamedLikeOurs(file)
              : sought.include().match(root.relativize(file), false);
      if (wanted && !isLeftOut(file, false)) {
        if (attributes.isSymbolicLink()) {
          inputs.add(Input.unread(file, argument, "a link to nothing"));
        } else if (attributes.isRegularFile()) {
          addOnce(file, Input.Kind.MET, argument);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException broken) {
      boolean loop = broken instanceof FileSystemLoopException;
      if (!isLeftOut(path, true) && !LEFT_OUT.contains(path.getFileName().toString())) {
        inputs.add(
            Input.unread(
                path, argument, loop ? "a link to a folder that holds it" : "cannot be read"));
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isLeftOut(Path path, boolean folder) {
      return sought.exclude().match(root.relativize(path), folder) || ignores.ignore(path, folder);
    }
  }
}
