package dev.breakwater;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what will come, however busy the machine is. */
public final class Awaited {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Awaited() {}

  /** Returns when a condition holds, and fails where it does not within 30 s. */
  public static void that(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
