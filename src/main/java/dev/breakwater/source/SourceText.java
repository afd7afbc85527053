package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. */
final class SourceText {
  /** What fits into the memory of a small machine, with all that it becomes. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private SourceText() {}

  /** The text, without a byte order mark. */
  static String read(Path file) throws UnreadableSourceException {
    return decode(bytes(file), file.toString());
  }

  /** What the file holds, whatever it is. */
  static byte[] bytes(Path file) throws UnreadableSourceException {
    // Only read, for else the stream of a pipe, such as <(command) of a shell, is asked for its
    // position, which it has not.
    try (InputStream in = new FilterInputStream(Files.newInputStream(file)) {}) {
      return bytes(in, file.toString());
    } catch (NoSuchFileException e) {
      throw refusal(file, "no such file");
    } catch (IOException e) {
      throw refusal(
          file, Files.isDirectory(file) ? "is a folder; wanted a file" : "cannot be read");
    }
  }

  /**
   * What this stream holds, whatever it is; never more than fits.
   *
   * @param source the name of the stream, for locations
   */
  static byte[] bytes(InputStream in, String source) throws IOException, UnreadableSourceException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableSourceException(
          new Location(source, "", 0, 0),
          "larger than 32 MiB, the most that is read; CloudFormation takes templates of 1 MB");
    }
    return bytes;
  }

  /**
   * The text of these bytes, without a byte order mark.
   *
   * @param source the name of the text, for locations
   */
  static String decode(byte[] bytes, String source) throws UnreadableSourceException {
    Charset charset = isUtf16(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    String text = decoded(bytes, charset, source);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }

  private static String decoded(byte[] bytes, Charset charset, String source)
      throws UnreadableSourceException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new UnreadableSourceException(
          end(text, source), "not " + charset + "; wanted text in UTF-8");
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
