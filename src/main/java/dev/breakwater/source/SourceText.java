package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file, which must be UTF-8. */
final class SourceText {
  private SourceText() {}

  /** The text, without a byte order mark. */
  static String read(Path file) throws UnreadableSourceException {
    return decode(bytes(file), file.toString());
  }

  /** What the file holds, whatever it is. */
  static byte[] bytes(Path file) throws UnreadableSourceException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refusal(file, "no such file");
    } catch (IOException e) {
      throw refusal(
          file, Files.isDirectory(file) ? "is a folder; wanted a file" : "cannot be read");
    }
  }

  /**
   * The text of these bytes, without a byte order mark.
   *
   * @param source the name of the text, for locations
   */
  static String decode(byte[] bytes, String source) throws UnreadableSourceException {
    String text = decoded(bytes, source);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decoded(byte[] bytes, String source) throws UnreadableSourceException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new UnreadableSourceException(end(text, source), "not UTF-8; wanted text in UTF-8");
    }
    // No pattern: this touches every character, mostly before the JIT has seen it.
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < ' ' && isControl(text.charAt(at))) {
        throw new UnreadableSourceException(
            end(text.substring(0, at), source),
            "the control character U+%04X, as in UTF-16 or binary files; wanted text in UTF-8"
                .formatted((int) text.charAt(at)));
      }
    }
    return text;
  }

  /** Neither JSON nor YAML takes the others. */
  private static boolean isControl(char character) {
    return character != '\t' && character != '\n' && character != '\r';
  }

  /** The place behind this text. */
  private static Location end(String text, String source) {
    int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
    return new Location(source, "", line, text.length() - text.lastIndexOf('\n'));
  }

  private static UnreadableSourceException refusal(Path file, String reason) {
    return new UnreadableSourceException(new Location(file.toString(), "", 0, 0), reason);
  }
}
