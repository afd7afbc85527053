package dev.breakwater.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells one finding from another, wherever in its file and on whatever machine it stands. */
final class Fingerprint {
  /** Half of a SHA-256: nobody makes another finding of the same fingerprint. */
  private static final int LENGTH = 32;

  private Fingerprint() {}

  static String of(Finding finding) {
    StringBuilder all = new StringBuilder();
    for (String part :
        List.of(
            finding.rule().id(),
            finding.file(),
            finding.subject().kind().toString(),
            finding.subject().resource(),
            finding.subject().name(),
            finding.problem().outcome().name(),
            finding.problem().reason(),
            Integer.toString(finding.occurrence()))) {
      // With its length, so that no name can move the border between two parts.
      all.append(part.length()).append(':').append(part);
    }
    return digest(all.toString()).substring(0, LENGTH);
  }

  /** Relative to the working directory, with forward slashes. */
  static String file(String source) {
    try {
      Path here = Path.of("").toAbsolutePath();
      Path there = here.resolve(source).normalize();
      boolean related = here.getRoot().equals(there.getRoot());
      return (related ? here.relativize(there) : there).toString().replace('\\', '/');
    } catch (InvalidPathException e) {
      // Not a file: an ARN, or a name that a test made up.
      return source;
    }
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
