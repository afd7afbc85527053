package dev.breakwater.sample;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process sees: the request, and what the kernel says of the process. */
final class Facts {
  private static final Set<String> SECRET =
      Set.of("authorization", "cookie", "proxy-authorization");
  private static final List<String> TRIED =
      List.of("/", "/dev/shm", "/etc", "/opt/java", "/proc/sys/kernel", "/tmp", "/usr", "/var");

  private Facts() {}

  static Map<String, Object> of(HttpExchange exchange, String door) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("request", request(exchange, door));
    facts.put("process", process());
    facts.put("writable", writable());
    facts.put("memoryLimitBytes", memoryLimit());
    return facts;
  }

  private static Map<String, Object> request(HttpExchange exchange, String door) {
    Map<String, Object> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              headers.put(lower, SECRET.contains(lower) ? "***" : String.join(", ", values));
            });
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("client", headers.getOrDefault("x-forwarded-for", ""));
    request.put("requestId", headers.getOrDefault("x-request-id", ""));
    request.put(
        "peer", door.isEmpty() ? exchange.getRemoteAddress().getAddress().getHostAddress() : door);
    request.put("method", exchange.getRequestMethod());
    request.put("path", exchange.getRequestURI().getRawPath());
    request.put("headers", headers);
    return request;
  }

  /** Numbers and hexadecimal sets as /proc/self/status has them. */
  private static Map<String, Object> process() throws IOException {
    Map<String, String> status = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      String[] parts = line.split(":\\s*", 2);
      status.put(parts[0], parts[1].trim().replace('\t', ' '));
    }
    Map<String, Object> process = new LinkedHashMap<>();
    for (String name :
        List.of(
            "Uid",
            "Gid",
            "Groups",
            "CapInh",
            "CapPrm",
            "CapEff",
            "CapBnd",
            "CapAmb",
            "NoNewPrivs",
            "Seccomp")) {
      process.put(name, status.getOrDefault(name, "unknown"));
    }
    return process;
  }

  /** Tried, not read from permissions: a file is made in each folder and removed. */
  private static Map<String, Object> writable() {
    Map<String, Object> tried = new TreeMap<>();
    for (String folder : TRIED) {
      tried.put(folder, attempt(Path.of(folder)));
    }
    return tried;
  }

  private static String attempt(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "absent";
    }
    try {
      Files.delete(Files.createTempFile(folder, "sample", ""));
      return "writable";
    } catch (FileSystemException e) {
      return e.getReason() == null ? "denied" : e.getReason().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return "denied";
    }
  }

  /** The control group's limit, version 2 or 1; 0 where there is none to read. */
  private static long memoryLimit() throws IOException {
    for (Path file :
        List.of(
            Path.of("/sys/fs/cgroup/memory.max"),
            Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"))) {
      if (Files.isReadable(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          String limit = lines.collect(Collectors.joining());
          return limit.equals("max") ? 0 : Long.parseLong(limit);
        }
      }
    }
    return 0;
  }
}
