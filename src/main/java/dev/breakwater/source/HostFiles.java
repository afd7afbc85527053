package dev.breakwater.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that user data writes, as far as it is written there what they hold. What cannot be
 * known stands in a text as a {@code ${placeholder}}.
 */
final class HostFiles {
  private static final Pattern HOLE = Pattern.compile("\\$\\{[^{}]*}");

  private final Map<String, List<Piece>> files = new HashMap<>();
  private String beyond = "";

  /**
   * What one command wrote into a file.
   *
   * @param certain whether it does so in every run
   */
  record Piece(String text, boolean certain) {}

  /** Writes it, in the place of all that was there or behind it. */
  void write(String path, String text, boolean append, boolean certain) {
    List<Piece> pieces = files.computeIfAbsent(clean(path), key -> new ArrayList<>());
    if (!append && certain) {
      pieces.clear();
    }
    pieces.add(new Piece(text, certain));
  }

  /** What this file, or each file in this folder, holds from here on is not known. */
  void touch(String path, String what, boolean certain) {
    String clean = clean(path);
    for (String written : List.copyOf(files.keySet())) {
      if (written.startsWith(clean + "/")) {
        write(written, "\n${" + what + "}\n", false, certain);
      }
    }
    write(clean, "\n${" + what + "}\n", true, certain);
  }

  /** It is gone. */
  void remove(String path, boolean certain) {
    if (certain) {
      files.remove(clean(path));
    } else {
      touch(path, "rm", false);
    }
  }

  /** Something ran, or may have, that can have written any file. */
  void beyond(String what) {
    beyond = beyond.isEmpty() ? what : beyond;
  }

  /** What can have written any file; empty where nothing can. */
  String beyond() {
    return beyond;
  }

  /** The text of this file where all of it is certain; empty where nothing is known of it. */
  Optional<String> text(String path) {
    List<Piece> pieces = pieces(path);
    return !pieces.isEmpty() && pieces.stream().allMatch(Piece::certain)
        ? Optional.of(String.join("", pieces.stream().map(Piece::text).toList()))
        : Optional.empty();
  }

  /** What was written into this file; what was done to a folder around it comes last. */
  List<Piece> pieces(String path) {
    List<Piece> all = new ArrayList<>(files.getOrDefault(path, List.of()));
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      all.addAll(files.getOrDefault(path.substring(0, end), List.of()));
    }
    return all;
  }

  /** What was written into files whose path matches. */
  List<Piece> pieces(Pattern paths) {
    return files.entrySet().stream()
        .filter(file -> paths.matcher(file.getKey()).matches())
        .flatMap(file -> file.getValue().stream())
        .toList();
  }

  /** The first thing in it that is not known, such as {@code ${Cluster}}. */
  static Optional<String> hole(String text) {
    Matcher hole = HOLE.matcher(text);
    return hole.find() ? Optional.of(hole.group()) : Optional.empty();
  }

  private static String clean(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
