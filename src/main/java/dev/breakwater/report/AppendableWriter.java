package dev.breakwater.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.Objects;

/** An {@link Appendable} for libraries that want a writer. Nothing is held back or closed. */
final class AppendableWriter extends Writer {
  private final Appendable out;

  AppendableWriter(Appendable out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void write(char[] characters, int from, int length) throws IOException {
    out.append(CharBuffer.wrap(characters, from, length));
  }

  @Override
  public void write(int character) throws IOException {
    out.append((char) character);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.append(text, from, from + length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
