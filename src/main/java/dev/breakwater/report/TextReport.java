package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.policy.Finding;
import java.io.IOException;

/** For people at a terminal. */
public final class TextReport implements Report {
  /** Whether the terminal takes colours. */
  private final boolean colours;

  /** With colours or without. */
  public TextReport(boolean colours) {
    this.colours = colours;
  }

  @Override
  public void write(Results results, Appendable out) throws IOException {
    for (Finding finding : results.assessment().findings()) {
      out.append(
          "%s: %s: %s: %s [%s]%n"
              .formatted(
                  finding.location(),
                  colours ? finding.ruling() : finding.ruling().name(),
                  finding.subject(),
                  finding.problem().reason(),
                  finding.rule().id()));
    }
    for (Gap gap : results.assessment().gaps()) {
      out.append("%s: UNREAD: %s%n".formatted(gap.location(), gap.reason()));
    }
  }
}
