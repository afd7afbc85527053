package dev.breakwater.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * For people: one page that holds all it needs. Its Content-Security-Policy forbids it to load
 * anything and lets only the very style and script run that are written here, by their hashes; so
 * nothing would run even where something got in.
 */
final class HtmlReport implements Report {
  @Override
  public void write(Results results, Appendable out) throws IOException {
    String style = resource("page.css");
    String script = resource("page.js");
    Template template =
        Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .compile(resource("page.mustache"));
    try {
      template.execute(
          HtmlPage.of(results, style, hash(style), script, hash(script)),
          new AppendableWriter(out));
    } catch (MustacheException e) {
      if (e.getCause() instanceof IOException disk) {
        throw disk;
      }
      throw e;
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = HtmlReport.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the jar holds no " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
