package dev.breakwater.proxy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the access log says: one JSON line a request on standard output, without query strings,
 * cookies and header fields other than the User-Agent.
 *
 * @param fields what a line holds, all by default; {@code time}, {@code status} and {@code
 *     standsFor} always
 * @param oneInRefused of how many refused requests one is written, a divisor of 10000; 100 by
 *     default. The line says how many it stands for.
 */
public record Logging(Set<LogField> fields, int oneInRefused) {
  private static final Set<LogField> ALWAYS =
      EnumSet.of(LogField.TIME, LogField.STATUS, LogField.STANDS_FOR);

  /** Refuses a share that nginx's {@code split_clients} cannot say exactly. */
  public Logging {
    EnumSet<LogField> all = EnumSet.copyOf(ALWAYS);
    all.addAll(fields);
    fields = Collections.unmodifiableSet(all);
    Wanted.between("one in so many refused requests", oneInRefused, 1, 10_000, "");
    if (10_000 % oneInRefused != 0) {
      throw Wanted.refused(
          "one in so many refused requests",
          "a divisor of 10000 (nginx counts hundredths of a percent)",
          Integer.toString(oneInRefused));
    }
  }
}
