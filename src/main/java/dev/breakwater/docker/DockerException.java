package dev.breakwater.docker;

import java.util.List;

/** Something outside this program did not work: one sentence, and what it said last. */
public final class DockerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lastLines;

  /** One sentence is all there is to say. */
  public DockerException(String sentence) {
    this(sentence, List.of());
  }

  /**
   * A sentence, and the evidence.
   *
   * @param sentence what did not work, and why
   * @param lastLines the end of a longer output; none when the sentence says it all
   */
  public DockerException(String sentence, List<String> lastLines) {
    super(sentence);
    this.lastLines = List.copyOf(lastLines);
  }

  /** The end of a longer output, to be shown below the sentence; may be empty. */
  public List<String> lastLines() {
    return lastLines;
  }
}
