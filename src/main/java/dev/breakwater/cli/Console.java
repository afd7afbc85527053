package dev.breakwater.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The terminal, or what stands in for it. Colours and a line that counts are only for terminals; a
 * pipe gets plain lines. Everything is written by one thread at a time.
 */
final class Console {
  private static final List<String> COLOURS = List.of("36", "35", "33", "32", "34", "31");

  /** What a container says must not move the cursor or rename the window. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

  private static final int QUIET_SECONDS = 30;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Map<String, String> colours = new ConcurrentHashMap<>();
  private boolean counting;

  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Whether somebody sits there who can be asked. */
  boolean isTerminal() {
    return terminal;
  }

  /** A line of the result, on standard output. */
  synchronized void print(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Lines of the result, each with its end, on standard output. */
  synchronized void text(String lines) {
    clear();
    out.print(lines);
    out.flush();
  }

  /** A line about what this program does, on standard error. */
  synchronized void say(String line) {
    clear();
    err.println("breakwater: " + line);
    err.flush();
  }

  /** A line without the program's name: what belongs to the line before or behind it. */
  synchronized void quote(String line) {
    clear();
    err.println("  " + CONTROL.matcher(line).replaceAll(""));
    err.flush();
  }

  /** A line that a container logged. */
  void log(String container, int width, String line) {
    String name = ("%-" + width + "s").formatted(container);
    String painted =
        colours.computeIfAbsent(container, any -> COLOURS.get(colours.size() % COLOURS.size()));
    String prefix = terminal ? "\u001b[" + painted + "m" + name + " |\u001b[0m " : name + " | ";
    print(prefix + CONTROL.matcher(line).replaceAll(""));
  }

  /**
   * Does something long, showing what and for how long.
   *
   * @param what a gerund and its object
   */
  <T> T step(String what, Callable<T> work) throws Exception {
    long began = System.nanoTime();
    Thread ticker = new Thread(() -> tick(what, began));
    ticker.setDaemon(true);
    if (!terminal) {
      say(what);
    }
    ticker.start();
    try {
      T result = work.call();
      stop(ticker);
      say("%s: done in %d s".formatted(what, seconds(began)));
      return result;
    } finally {
      stop(ticker);
    }
  }

  private void stop(Thread ticker) {
    ticker.interrupt();
    synchronized (this) {
      clear();
    }
  }

  private void tick(String what, long began) {
    try {
      while (true) {
        if (terminal) {
          count("breakwater: %s ... %d s".formatted(what, seconds(began)));
        }
        Thread.sleep(Duration.ofSeconds(terminal ? 1 : QUIET_SECONDS).toMillis());
        if (!terminal) {
          say("%s ... %d s".formatted(what, seconds(began)));
        }
      }
    } catch (InterruptedException e) {
      // The step is over.
    }
  }

  private synchronized void count(String line) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    clear();
    err.print(line);
    err.flush();
    counting = true;
  }

  private void clear() {
    if (counting) {
      err.print("\r\u001b[K");
      counting = false;
    }
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }
}
