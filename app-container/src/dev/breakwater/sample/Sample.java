package dev.breakwater.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small web application that shows what a hardened container sees. It listens where {@code
 * BIND_ADDRESS} ({@code 127.0.0.1} by default, or {@code unix:/path}) and {@code PORT} (8081) say,
 * and finishes its requests on SIGTERM.
 */
public final class Sample {
  private static final Pattern MILLISECONDS = Pattern.compile("ms=(\\d{1,6})");
  private static final int SLOWEST = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8");

  /** Fewer than the threads, so that the health check always finds one. */
  private static final Semaphore SLOW = new Semaphore(40);

  private final InFlight inFlight = new InFlight();
  private final String door;

  private Sample(String door) {
    this.door = door;
  }

  /** Starts, or says in one sentence why not (exit code 2: wrong setting, 4: cannot listen). */
  public static void main(String[] args) {
    String address = System.getenv().getOrDefault("BIND_ADDRESS", "127.0.0.1");
    String port = System.getenv().getOrDefault("PORT", "8081");
    boolean unix = address.startsWith("unix:/");
    if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
      refuse(2, "PORT must be 1 to 65535, got " + port);
    } else if (!unix && !address.matches("[0-9A-Fa-f:.]+")) {
      refuse(2, "BIND_ADDRESS must be an IP address or unix:/path, got " + address);
    } else {
      try {
        new Sample(unix ? address : "").start(address, Integer.parseInt(port));
      } catch (IOException e) {
        refuse(4, "cannot listen on " + address + " port " + port + ": " + e.getMessage());
      }
    }
  }

  private static void refuse(int code, String sentence) {
    System.err.println("sample: " + sentence);
    System.exit(code);
  }

  private void start(String address, int port) throws IOException {
    // Behind a Unix socket the server itself takes any free port on loopback.
    InetSocketAddress inner =
        door.isEmpty()
            ? new InetSocketAddress(InetAddress.getByName(address), port)
            : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(inner, 1024);
    server.setExecutor(Executors.newFixedThreadPool(64));
    server.createContext("/", this::answer);
    server.start();
    UnixDoor unix =
        door.isEmpty()
            ? null
            : UnixDoor.open(Path.of(door.substring("unix:".length())), server.getAddress());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean finished = inFlight.finish(PATIENCE);
                  server.stop(0);
                  if (unix != null) {
                    unix.close();
                  }
                  System.out.println(
                      finished ? "sample: stopped" : "sample: stopped with requests in flight");
                }));
    System.out.println(
        "sample: listening on "
            + (door.isEmpty() ? server.getAddress().toString().replaceFirst("^.*/", "") : door));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InFlight.Request request = inFlight.begin()) {
      if (request.isLast()) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      route(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void route(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> {
        if (query.equals("format=json")) {
          json(exchange, 200, Facts.of(exchange, door));
        } else {
          file(exchange, "index.html");
        }
      }
      case "/page.css" -> file(exchange, "page.css");
      case "/page.js" -> file(exchange, "page.js");
      case "/api" -> json(exchange, 200, Facts.of(exchange, door));
      case "/health" -> json(exchange, 200, Map.of("status", "ok", "inFlight", inFlight.count()));
      case "/slow" -> slow(exchange, query);
      default -> json(exchange, 404, Map.of("error", "not found"));
    }
  }

  /** A request that stays in flight for as long as it says, at most half a minute. */
  private static void slow(HttpExchange exchange, String query)
      throws IOException, InterruptedException {
    Matcher asked = MILLISECONDS.matcher(query);
    if (!asked.matches() || Integer.parseInt(asked.group(1)) > SLOWEST) {
      json(exchange, 400, Map.of("error", "ms must be 0 to " + SLOWEST));
      return;
    }
    if (!SLOW.tryAcquire()) {
      json(exchange, 503, Map.of("error", "40 slow requests are in flight already"));
      return;
    }
    try {
      Thread.sleep(Integer.parseInt(asked.group(1)));
    } finally {
      SLOW.release();
    }
    json(exchange, 200, Map.of("milliseconds", Integer.valueOf(asked.group(1))));
  }

  private static void file(HttpExchange exchange, String name) throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream(name)) {
      send(exchange, 200, TYPES.get(name), in.readAllBytes());
    }
  }

  private static void json(HttpExchange exchange, int status, Map<String, ?> value)
      throws IOException {
    byte[] body = (Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "application/json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
