package dev.breakwater.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the proxy's log, however it was carried: bare, behind a timestamp, a log stream's or
 * a container's name, or in Docker's json-file object.
 */
final class LogLine {
  private static final JsonFactory JSON = new JsonFactory();

  /** The year 2100. Later ones come of another unit. */
  private static final double MOST_SECONDS = 4_102_444_800d;

  private static final int MOST_STANDS_FOR = 1_000_000;

  /** What was refused as anything else took nothing from the client's limit. */
  private static final Set<String> COUNTED = Set.of("", "rate", "connections", "inspection");

  private double msec = Double.NaN;
  private double seconds = Double.NaN;
  private String client = "";
  private boolean asked = true;
  private boolean counted = true;
  private int standsFor = 1;
  private Optional<String> wrapped = Optional.empty();

  private LogLine() {}

  /** Why a line is no request of the proxy's. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      // There can be millions of them, and nobody looks at the stack.
      super(reason, null, false, false);
    }
  }

  /** Reads the JSON object that begins at the line's first brace. */
  static LoggedRequest read(byte[] line, int length) throws Unreadable {
    LogLine read = fields(line, length);
    if (read.wrapped.isPresent() && Double.isNaN(read.msec)) {
      byte[] inner = read.wrapped.get().getBytes(StandardCharsets.UTF_8);
      read = fields(inner, inner.length);
    }
    return read.request();
  }

  private static LogLine fields(byte[] line, int length) throws Unreadable {
    int from = 0;
    while (from < length && line[from] != '{') {
      from++;
    }
    LogLine read = new LogLine();
    try (JsonParser json = JSON.createParser(line, from, length - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable("no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        read.take(name, json);
      }
      if (json.nextToken() != null) {
        throw new Unreadable("something behind its JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new Unreadable("no JSON object");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
  }

  private void take(String name, JsonParser json) throws IOException, Unreadable {
    if (json.currentToken().isStructStart()) {
      json.skipChildren();
      return;
    }
    switch (name) {
      case "msec" -> msec = number(name, json, MOST_SECONDS);
      case "seconds" -> seconds = number(name, json, MOST_SECONDS);
      case "client" -> client = json.getText();
      case "limit" -> asked = !json.getText().isEmpty();
      case "class" -> counted = COUNTED.contains(json.getText());
      case "standsFor" -> standsFor = (int) number(name, json, MOST_STANDS_FOR);
      case "log" -> wrapped = Optional.of(json.getText());
      default -> {
        // Of no use for a limit.
      }
    }
  }

  private static double number(String name, JsonParser json, double most)
      throws IOException, Unreadable {
    if (!json.currentToken().isNumeric()) {
      throw new Unreadable(name + " is no number");
    }
    double value = json.getDoubleValue();
    if (!(value >= 0 && value <= most)) {
      throw new Unreadable(name + " is out of range");
    }
    return value;
  }

  private LoggedRequest request() throws Unreadable {
    if (Double.isNaN(msec)) {
      throw new Unreadable("no msec (when the request was over, in seconds with milliseconds)");
    }
    if (Double.isNaN(seconds)) {
      throw new Unreadable("no seconds (how long the request took)");
    }
    if (client.isEmpty()) {
      throw new Unreadable("no client");
    }
    if (standsFor < 1) {
      throw new Unreadable("standsFor is out of range");
    }
    long over = Math.round(msec * 1000);
    return new LoggedRequest(
        over, over - Math.round(seconds * 1000), client, asked && counted, standsFor);
  }
}
