package dev.breakwater.cli;

import dev.breakwater.model.Gap;
import dev.breakwater.proxy.ClientKey;
import dev.breakwater.proxy.LimitTrials;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.report.Printable;
import dev.breakwater.source.LoggedRequest;
import dev.breakwater.source.RequestLog;
import dev.breakwater.source.RequestLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/** {@code breakwater suggest-limit}: what limits would have done to the requests of a log. */
final class SuggestLimit implements Callable<Integer> {
  static final List<Integer> RATES = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500);
  static final List<Integer> BURSTS = List.of(5, 10, 20, 50, 100, 200, 500);

  private final List<String> paths;
  private final Given touching;
  private final InputStream standardInput;
  private final Console console;
  private final List<RequestLog> logs = new ArrayList<>();
  private final LimitTrials trials = new LimitTrials(limits());
  private long notLimited;
  private long sampled;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long withoutAddress;

  SuggestLimit(List<String> paths, Given touching, InputStream standardInput, Console console) {
    this.paths = List.copyOf(paths);
    this.touching = touching;
    this.standardInput = standardInput;
    this.console = console;
  }

  private static List<RateLimit> limits() {
    return RATES.stream()
        .flatMap(
            rate ->
                BURSTS.stream()
                    .map(
                        burst ->
                            RateLimit.perClient(rate, RateLimit.Period.PER_SECOND).burst(burst)))
        .toList();
  }

  @Override
  public Integer call() throws Exception {
    try {
      return suggest();
    } catch (Failure e) {
      return Check.said(e, console);
    } finally {
      for (RequestLog log : logs) {
        log.close();
      }
    }
  }

  private int suggest() throws Exception {
    double most = share();
    open();
    console.step("Reading " + Printable.of(named()), this::replay);
    Optional<Gap> gap = logs.stream().flatMap(log -> log.firstGap().stream()).findFirst();
    long unreadable = withoutAddress + logs.stream().mapToLong(RequestLog::unreadable).sum();
    if (trials.requests() == 0) {
      throw new Failure(
          ExitCode.INCOMPLETE,
          unreadable == 0
              ? "there is no request in " + named()
              : "no line of %s is a request of the proxy's log%s".formatted(named(), first(gap)));
    }
    LimitTable table = new LimitTable(trials, first, last);
    Optional<LimitTrials.Outcome> proposal = table.proposal(most);
    console.text(table.text(proposal, most));
    note(unreadable, gap);
    if (unreadable > 0) {
      return ExitCode.INCOMPLETE;
    }
    return proposal.isPresent() ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  private double share() throws Failure {
    if (!touching.value().matches("\\d{1,3}(\\.\\d{1,6})?")
        || Double.parseDouble(touching.value()) > 100) {
      throw touching.wrong("a number from 0 to 100", List.of());
    }
    return Double.parseDouble(touching.value());
  }

  private void open() throws Failure {
    for (String path : paths) {
      if (path.equals("-") && paths.indexOf(path) != paths.lastIndexOf(path)) {
        throw new Failure(ExitCode.USAGE, "standard input can be read once, got - twice");
      }
      try {
        logs.add(
            path.equals("-")
                ? RequestLog.open("standard input", standardInput)
                : RequestLog.open(path, file(Paths.of(path))));
      } catch (IOException e) {
        throw new Failure(ExitCode.INCOMPLETE, path + " cannot be read: " + e.getMessage());
      }
    }
  }

  private static InputStream file(Path path) throws Failure, IOException {
    if (!Files.exists(path)) {
      throw new Failure(ExitCode.USAGE, "there is no file " + path);
    }
    if (Files.isDirectory(path)) {
      throw new Failure(ExitCode.USAGE, path + " is a folder; name the logs in it");
    }
    return Files.newInputStream(path);
  }

  private LimitTrials replay() {
    RequestLogs all = new RequestLogs(logs);
    for (Optional<LoggedRequest> next = all.next(); next.isPresent(); next = all.next()) {
      take(next.get());
    }
    return trials;
  }

  private void take(LoggedRequest request) {
    OptionalLong client = ClientKey.of(request.client());
    if (client.isEmpty()) {
      withoutAddress++;
    } else if (!request.limited()) {
      notLimited++;
    } else {
      first = Math.min(first, request.arrivedAt());
      last = Math.max(last, request.arrivedAt());
      sampled += request.standsFor() > 1 ? request.standsFor() : 0;
      trials.request(client.getAsLong(), request.arrivedAt(), request.standsFor());
    }
  }

  private void note(long unreadable, Optional<Gap> gap) {
    if (notLimited > 0) {
      console.say(
          "%d requests were refused for another reason than a limit and are not counted"
              .formatted(notLimited));
    }
    if (sampled > 0) {
      console.say(
          "%d requests were refused when this log was written, and it holds samples of them only: the"
                  .formatted(sampled)
              + " shares are lower bounds; a day of dry run has none of these gaps");
    }
    if (unreadable > 0) {
      console.say(
          Printable.of(
              "%d lines are no requests of the proxy's log%s".formatted(unreadable, first(gap))));
    }
  }

  private String named() {
    return paths.size() == 1
        ? paths.get(0).equals("-") ? "standard input" : paths.get(0)
        : paths.size() + " logs";
  }

  /** Where the first is and what is wrong with it, but nothing of what it holds. */
  private static String first(Optional<Gap> gap) {
    return gap.map(
            first ->
                ", first %s:%d: %s"
                    .formatted(first.location().source(), first.location().line(), first.reason()))
        .orElse(": client is no address");
  }
}
