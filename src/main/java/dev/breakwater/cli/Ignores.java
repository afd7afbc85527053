package dev.breakwater.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The {@code .gitignore} files of a folder, of those above it in the same repository, and of those
 * in it while it is walked. What only this machine ignores ({@code .git/info/exclude}, a user's own
 * file) is not read: a pipeline and a laptop must judge the same.
 */
final class Ignores {
  private final Deque<Level> levels = new ArrayDeque<>();

  private record Level(Path folder, IgnoreNode node) {}

  private Ignores() {}

  /** Those above this folder; none where they ignore it, for somebody named it all the same. */
  static Ignores above(Path folder) {
    silenceLogger();
    Ignores ignores = new Ignores();
    List<Path> above = repositoryAbove(folder.toAbsolutePath().normalize());
    for (Path parent : above) {
      if (!ignores.levels.isEmpty() && ignores.ignore(parent, true)) {
        return new Ignores();
      }
      ignores.enter(parent);
    }
    return ignores.ignore(folder, true) ? new Ignores() : ignores;
  }

  /** The folders from the root of the repository down to the parent of this one. */
  private static List<Path> repositoryAbove(Path folder) {
    List<Path> above = new ArrayList<>();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (!at.equals(folder)) {
        above.add(0, at);
      }
      if (Files.exists(at.resolve(".git"))) {
        return above;
      }
    }
    return List.of();
  }

  /** Reads what this folder ignores. */
  void enter(Path folder) {
    IgnoreNode node = new IgnoreNode();
    Path file = folder.resolve(".gitignore");
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        node.parse(file.toString(), in);
      } catch (IOException e) {
        // Then nothing is ignored, and more is judged.
        node = new IgnoreNode();
      }
    }
    levels.push(new Level(folder.toAbsolutePath().normalize(), node));
  }

  /** Behind the last file of a folder. */
  void leave() {
    levels.pop();
  }

  /** Whether the nearest file that says something of this path says so. */
  boolean ignore(Path path, boolean folder) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Level level : levels) {
      if (!level.node().getRules().isEmpty() && absolute.startsWith(level.folder())) {
        Boolean ignored =
            level.node().checkIgnored(slashed(level.folder().relativize(absolute)), folder);
        if (ignored != null) {
          return ignored;
        }
      }
    }
    return false;
  }

  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** JGit logs by SLF4J, which says on standard error that nothing listens. */
  static void silenceLogger() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }
}
