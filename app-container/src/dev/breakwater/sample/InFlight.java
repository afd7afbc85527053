package dev.breakwater.sample;

import java.time.Duration;

/** Counts the requests in flight, so that a stop can wait for the last of them. */
final class InFlight {
  private int count;
  private boolean finishing;

  /** One request; closed when its answer is written. */
  final class Request implements AutoCloseable {
    /** Whether the connection should end with this request, because the server is stopping. */
    boolean isLast() {
      synchronized (InFlight.this) {
        return finishing;
      }
    }

    @Override
    public void close() {
      synchronized (InFlight.this) {
        count--;
        InFlight.this.notifyAll();
      }
    }
  }

  synchronized Request begin() {
    count++;
    return new Request();
  }

  /** How many requests are in flight, the one that asks included. */
  synchronized int count() {
    return count;
  }

  /** Waits until nothing is in flight; false when that takes longer than the given time. */
  synchronized boolean finish(Duration patience) {
    finishing = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (count > 0) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
