package dev.breakwater.report;

import java.io.IOException;

/** One form of report. */
@FunctionalInterface
public interface Report {
  /** Writes all of it; does not close what it writes to. */
  void write(Results results, Appendable out) throws IOException;
}
