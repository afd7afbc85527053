package dev.breakwater.report;

import java.io.IOException;

/** For programs. */
final class JsonReport implements Report {
  @Override
  public void write(Results results, Appendable out) throws IOException {
    out.append("{}\n");
  }
}
