package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;

/**
 * JSON as our reports write it: indented, and in printable ASCII only, so that no name steers the
 * terminal that shows it and every encoding on the way carries it.
 */
final class JsonText {
  private static final JsonFactory FACTORY = factory();

  private JsonText() {}

  /** Writes there; closing it leaves that open. */
  static JsonGenerator to(Appendable out) throws IOException {
    return FACTORY.createGenerator(new AppendableWriter(out)).setPrettyPrinter(printer());
  }

  private static JsonFactory factory() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    return factory.setCharacterEscapes(new Escapes());
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withArrayEmptySeparator("")
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withRootSeparator("\n"));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  /** What JSON must escape, and DEL, which is ASCII and does not print. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = ascii();

    private static int[] ascii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes[0x7f] = ESCAPE_STANDARD;
      return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      throw new IllegalStateException("no character has a sequence of its own");
    }
  }
}
