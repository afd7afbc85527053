package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares generated text with a file that is kept in the repository. {@code mvn test
 * -Dgolden=update} rewrites the files; read the diff, then commit.
 */
public final class Golden {

  private Golden() {}

  /** Fails when the file does not hold exactly this text. */
  public static void check(Path file, String actual) throws IOException {
    if ("update".equals(System.getProperty("golden"))) {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file; rewrite it with -Dgolden=update").hasContent(actual);
  }
}
