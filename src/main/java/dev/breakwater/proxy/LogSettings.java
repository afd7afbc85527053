package dev.breakwater.proxy;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a builder collects of {@link Logging}.
 *
 * @param <S> the builder itself
 */
public abstract sealed class LogSettings<S extends LogSettings<S>> extends StreamingSettings<S>
    permits ProxySettings.Builder {
  private Set<LogField> fields = EnumSet.allOf(LogField.class);
  private int oneInRefused = 100;

  LogSettings() {}

  /** What a line of the access log holds, beside time, status and standsFor; all by default. */
  public S logFields(LogField... fields) {
    this.fields = Set.of(fields);
    return self();
  }

  /** Of how many refused requests one is logged, a divisor of 10000; 100 by default. */
  public S logOneInRefused(int requests) {
    this.oneInRefused = requests;
    return self();
  }

  Logging logging() {
    return new Logging(fields, oneInRefused);
  }
}
