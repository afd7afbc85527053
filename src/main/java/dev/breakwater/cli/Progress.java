package dev.breakwater.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A line that counts, from the second second on, where a person looks; nothing elsewhere. */
final class Progress implements AutoCloseable {
  private static final int PAUSE = 1_000;
  private static final int NEXT = 200;

  private final PrintStream err = System.err;
  private final int all;
  private final AtomicInteger done = new AtomicInteger();
  private final Thread ticker = new Thread(this::tick, "progress");
  private boolean shown;

  Progress(boolean watched, int all) {
    this.all = all;
    if (watched) {
      ticker.setDaemon(true);
      ticker.start();
    }
  }

  void step() {
    done.incrementAndGet();
  }

  /** Removes the line. */
  @Override
  public void close() {
    ticker.interrupt();
    synchronized (this) {
      if (shown) {
        err.print("\r\u001b[K");
        err.flush();
      }
      shown = false;
    }
  }

  private void tick() {
    try {
      Thread.sleep(PAUSE);
      while (true) {
        show();
        Thread.sleep(NEXT);
      }
    } catch (InterruptedException e) {
      // All is judged.
    }
  }

  private synchronized void show() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    err.print("\r\u001b[Kbreakwater: judged %d of %d files".formatted(done.get(), all));
    err.flush();
    shown = true;
  }
}
