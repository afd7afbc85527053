package dev.breakwater.cli;

import dev.breakwater.proxy.LimitTrials;
import dev.breakwater.proxy.LimitTrials.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What limits would have done, as two tables, a plot and a proposal; the same in every language.
 */
final class LimitTable {
  private static final int PLOT_WIDTH = 50;

  private final List<Outcome> outcomes;
  private final long clients;
  private final long requests;
  private final Instant first;
  private final Instant last;

  LimitTable(LimitTrials trials, long first, long last) {
    this.outcomes = trials.outcomes();
    this.clients = trials.clients();
    this.requests = trials.requests();
    this.first = Instant.ofEpochMilli(first).truncatedTo(ChronoUnit.SECONDS);
    this.last = Instant.ofEpochMilli(last).truncatedTo(ChronoUnit.SECONDS);
  }

  /** The tightest that touches few enough: which lets the least through in a minute. */
  Optional<Outcome> proposal(double mostPercent) {
    return outcomes.stream()
        .filter(outcome -> percent(outcome.clientsTouched(), clients) <= mostPercent)
        .min(Comparator.comparingInt(LimitTable::aMinute));
  }

  private static int aMinute(Outcome outcome) {
    return 60 * outcome.limit().rate() + outcome.limit().burst() + 1;
  }

  String text(Optional<Outcome> proposal, double mostPercent) {
    return String.format(
            Locale.ROOT,
            "%,d requests of %,d clients, %s to %s%n%n",
            requests,
            clients,
            first,
            last)
        + "Clients that would have been refused at least once, in percent:\n"
        + table(outcome -> outcome.clientsTouched(), clients)
        + "\nRequests that would have been refused, in percent:\n"
        + table(outcome -> outcome.requestsRefused(), requests)
        + "\n"
        + proposal
            .map(this::proposed)
            .orElse(
                String.format(
                    Locale.ROOT,
                    "No limit here touches at most %s %% of the clients.\n",
                    plain(mostPercent)));
  }

  /** Down to the first rate that touches nobody at any burst. */
  private String table(ToLongFunction<Outcome> what, long of) {
    StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "  %10s", "burst"));
    SuggestLimit.BURSTS.forEach(burst -> table.append(String.format(Locale.ROOT, "%8d", burst)));
    table.append('\n');
    for (int rate : SuggestLimit.RATES) {
      List<Outcome> row = at(rate);
      table.append(String.format(Locale.ROOT, "  %6d r/s", rate));
      row.forEach(
          each ->
              table.append(
                  String.format(Locale.ROOT, "%8s", shown(percent(what.applyAsLong(each), of)))));
      table.append('\n');
      if (row.get(0).clientsTouched() == 0) {
        break;
      }
    }
    return table.toString();
  }

  private List<Outcome> at(int rate) {
    return outcomes.stream().filter(outcome -> outcome.limit().rate() == rate).toList();
  }

  private String proposed(Outcome outcome) {
    int rate = outcome.limit().rate();
    StringBuilder text =
        new StringBuilder(
            String.format(Locale.ROOT, "Clients refused at %d r/s, by the burst:%n", rate));
    List<Outcome> row = at(rate);
    long most = Math.max(1, row.get(0).clientsTouched());
    for (Outcome each : row) {
      int length = (int) ((each.clientsTouched() * PLOT_WIDTH + most - 1) / most);
      text.append(
          String.format(
              Locale.ROOT,
              "  %6d |%s %s%s%n",
              each.limit().burst(),
              "#".repeat(length),
              shown(percent(each.clientsTouched(), clients)),
              each.equals(outcome) ? "  <- proposed" : ""));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                """

                Proposed: .rateLimit(RateLimit.perClient(%d, PER_SECOND).burst(%d))
                It would have refused %,d of %,d clients (%s %%) and %,d of %,d requests (%s %%).
                One client gets at most %,d requests a minute through, in each task.
                """,
                rate,
                outcome.limit().burst(),
                outcome.clientsTouched(),
                clients,
                shown(percent(outcome.clientsTouched(), clients)),
                outcome.requestsRefused(),
                requests,
                shown(percent(outcome.requestsRefused(), requests)),
                aMinute(outcome)))
        .toString();
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / whole;
  }

  /** Two digits that count, and never a nought for something. */
  private static String shown(double percent) {
    if (percent == 0) {
      return "0";
    }
    if (percent < 0.01) {
      return "<0.01";
    }
    return String.format(
        Locale.ROOT, percent < 1 ? "%.2f" : percent < 10 ? "%.1f" : "%.0f", percent);
  }

  private static String plain(double percent) {
    return percent == Math.rint(percent)
        ? String.format(Locale.ROOT, "%.0f", percent)
        : Double.toString(percent);
  }
}
