package dev.breakwater.proxy;

import dev.breakwater.RawConnection;
import dev.breakwater.RunningTask;
import dev.breakwater.proxy.HttpFile.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of a request.
 *
 * @param request the request
 * @param text the answer
 * @param lines what the proxy logged of it
 */
record Inspected(Request request, String text, List<String> lines) {
  private static final Pattern ID = Pattern.compile("\nX-Request-ID: ([0-9a-f]{32})\r");
  private static final Pattern LOGGED = Pattern.compile("\"requestId\":\"([0-9a-f]{32})\"");
  private static final Pattern RULES = Pattern.compile("\"rules\":\\[([0-9,]*)]");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Sends requests, each on a connection of its own, and waits until the log has them all. */
  static List<Inspected> by(RunningTask task, List<Request> requests) throws IOException {
    List<String> answers = new ArrayList<>();
    for (Request request : requests) {
      answers.add(send(task, request));
    }
    Map<String, List<String>> log = logged(task, answers.stream().map(Inspected::id).toList());
    List<Inspected> all = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      all.add(new Inspected(requests.get(i), answers.get(i), log.get(id(answers.get(i)))));
    }
    return all;
  }

  static Inspected by(RunningTask task, Request request) throws IOException {
    return by(task, List.of(request)).get(0);
  }

  /** Only sends, and reads the answer. */
  static String send(RunningTask task, Request request) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      return connection.send(request.bytes()).readToEnd(PATIENCE);
    }
  }

  /** The access log is written within a second, a line of inspection at once. */
  private static Map<String, List<String>> logged(RunningTask task, List<String> ids) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Map<String, List<String>> log =
          RunningTask.log(task.proxy()).stream()
              .filter(line -> line.startsWith("{"))
              .collect(Collectors.groupingBy(line -> found(LOGGED, line)));
      if (ids.stream().allMatch(id -> log.containsKey(id) && has(log.get(id), Inspected::access))) {
        return log;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not in the log: " + ids + "\n" + log);
      }
    }
  }

  private static boolean has(List<String> lines, Predicate<String> kind) {
    return lines.stream().anyMatch(kind);
  }

  private static boolean access(String line) {
    return !line.contains("\"inspection\":");
  }

  private static String id(String answer) {
    return found(ID, answer);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  int status() {
    return Integer.parseInt(text.substring(9, 12));
  }

  /** Whether the proxy answered, and not the application. */
  boolean refused() {
    return lines.stream()
        .anyMatch(line -> access(line) && line.contains("\"upstreamStatus\":\"\""));
  }

  String accessLine() {
    return lines.stream().filter(Inspected::access).collect(Collectors.joining("\n"));
  }

  /** The line of inspection, or nothing. */
  String line() {
    return lines.stream().filter(line -> !access(line)).collect(Collectors.joining("\n"));
  }

  /** The rules that the line names. */
  List<Integer> rules() {
    String numbers = found(RULES, line());
    return numbers.isEmpty()
        ? List.of()
        : List.of(numbers.split(",")).stream().map(Integer::valueOf).toList();
  }
}
