package dev.breakwater.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests as people write them down: a title behind ###, a request line, headers, a body. */
final class HttpFile {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{6}");
  private static final List<String> EVERYWHERE =
      List.of(
          "Host: shop.example",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Accept: */*",
          "Connection: close");

  /**
   * One of them.
   *
   * @param title what it is
   * @param bytes what goes over the wire, each char a byte
   */
  record Request(String title, String bytes) {

    /** The rules that the title names. */
    List<Integer> rules() {
      return NUMBERS.matcher(title).results().map(found -> Integer.valueOf(found.group())).toList();
    }

    @Override
    public String toString() {
      return title;
    }
  }

  private HttpFile() {}

  static List<Request> load(String name) {
    try (InputStream in = HttpFile.class.getResourceAsStream(name)) {
      return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^### "))
          .skip(1)
          .map(HttpFile::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that a test writes: request line and headers, a line each, and the body. */
  static Request request(String head, String body) {
    return new Request(head, bytes(List.of(head.split("\n")), body));
  }

  private static Request parse(String text) {
    String[] titled = text.strip().split("\n", 2);
    String[] parts = titled[1].split("\n\n", 2);
    List<String> lines = new ArrayList<>(List.of(parts[0].split("\n")));
    return new Request(titled[0], bytes(lines, parts.length == 1 ? "" : parts[1]));
  }

  /** With what it lacks: a host, a length. */
  private static String bytes(List<String> given, String body) {
    List<String> lines = new ArrayList<>(given);
    String head = String.join("\n", lines).toLowerCase(Locale.ROOT);
    String sent = head.contains("multipart") ? body.replace("\n", "\r\n") + "\r\n" : body;
    String bytes = latin(sent);
    EVERYWHERE.stream().filter(header -> !head.contains("\n" + name(header))).forEach(lines::add);
    if (!body.isEmpty()) {
      lines.add("Content-Length: " + bytes.length());
    }
    return latin(String.join("\r\n", lines)) + "\r\n\r\n" + bytes;
  }

  private static String name(String header) {
    return header.substring(0, header.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
