package dev.breakwater.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a JSON text. */
final class JsonPieces {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;

  private JsonPieces(JsonParser parser) {
    this.parser = parser;
  }

  static Piece of(String text) throws UneditableException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return new JsonPieces(parser).piece();
    } catch (JsonProcessingException e) {
      throw new UneditableException("it is not plain JSON, and so is not edited");
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text that is in memory", e);
    }
  }

  private Piece piece() throws IOException {
    int start = start();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        List<Piece.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          Piece key = scalar();
          parser.nextToken();
          entries.add(new Piece.Entry(key, piece()));
        }
        String fixed = Piece.isFunction(entries) ? "it is an intrinsic function" : "";
        yield Piece.map(entries, start, start() + 1, Piece.Style.FLOW, fixed);
      }
      case START_ARRAY -> {
        List<Piece> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(piece());
        }
        yield Piece.list(items, start, start() + 1, Piece.Style.FLOW, "");
      }
      default -> scalar();
    };
  }

  private Piece scalar() throws IOException {
    int start = start();
    String text = parser.getText();
    // A name is read with its colon, so its end is not asked for.
    int end =
        parser.currentToken() == JsonToken.FIELD_NAME
            ? start
            : parser.currentToken().isNumeric()
                ? start + text.length()
                : (int) parser.currentLocation().getCharOffset();
    return Piece.scalar(text, start, end, Piece.Style.FLOW, "");
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }
}
