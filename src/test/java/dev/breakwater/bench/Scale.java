package dev.breakwater.bench;

/**
 * How long and how often is measured.
 *
 * @param rounds turns of each peer
 * @param seconds length of one turn
 * @param keys clients that the proxy is to remember
 * @param slow slow connections that fresh clients meet
 */
record Scale(int rounds, int seconds, int keys, int slow) {
  static final Scale FULL = new Scale(3, 5, 1_000_000, 3_500);

  /** To see that all works, not to quote. */
  static final Scale QUICK = new Scale(1, 2, 50_000, 3_500);
}
