package dev.breakwater.cli;

import dev.breakwater.source.SourceFile;
import dev.breakwater.source.SourceType;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file whose text can be fixed: UTF-8, and written by hand.
 *
 * @param path as the user named it
 * @param mark the byte order mark with which it begins, or nothing
 * @param text without it
 */
record FixableFile(Path path, String mark, String text) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Empty where a file that was only met is none of ours. */
  static Optional<FixableFile> read(Input input, Sought sought) throws Failure {
    Path path = input.path();
    if (input.kind() == Input.Kind.STANDARD) {
      throw refused("standard input is not fixed: name the file");
    }
    if (Files.isDirectory(path) || SourceFile.isAssembly(path.toAbsolutePath().getParent())) {
      throw refused(path + " is not fixed: the next cdk synth writes it anew; fix the construct");
    }
    try {
      byte[] bytes = Files.readAllBytes(path);
      Optional<SourceType> type = sought.type().or(() -> typeOf(bytes, path));
      if (type.isEmpty() && input.kind() == Input.Kind.MET) {
        return Optional.empty();
      }
      if (type.isPresent() && !isWrittenByHand(type.get())) {
        throw refused(
            "%s is not fixed: it is %s, which was printed; fix what it was printed from"
                .formatted(path, type.get()));
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
        throw refused(path + " is not fixed: it is not UTF-8");
      }
      String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
      return Optional.of(new FixableFile(path, mark, text.substring(mark.length())));
    } catch (IOException e) {
      throw refused(path + " is not fixed: it cannot be read");
    }
  }

  private static boolean isWrittenByHand(SourceType type) {
    return type == SourceType.CLOUDFORMATION || type == SourceType.TASK_DEFINITION;
  }

  /** What cannot be read has no type; judging it says why. */
  private static Optional<SourceType> typeOf(byte[] bytes, Path path) {
    try {
      return SourceFile.typeOf(bytes, path.toString());
    } catch (UnreadableSourceException e) {
      return Optional.empty();
    }
  }

  /** The whole new text or the old one, never half of it; with the mode that it had. */
  void write(String fixed) throws Failure {
    try {
      Path target = path.toRealPath();
      Path whole = Files.createTempFile(target.getParent(), ".breakwater", ".tmp");
      try {
        Files.writeString(whole, mark + fixed);
        PosixFileAttributeView mode =
            Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (mode != null) {
          Files.setPosixFilePermissions(whole, mode.readAttributes().permissions());
        }
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new Failure(ExitCode.BROKEN, path + " cannot be written");
    }
  }

  private static Failure refused(String sentence) {
    return new Failure(ExitCode.USAGE, sentence);
  }
}
