package dev.breakwater.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * What cloud-init makes of user data, as far as it is written there: shell scripts, {@code
 * #cloud-config} and multipart archives of both.
 *
 * @see <a href="https://cloudinit.readthedocs.io/en/latest/explanation/format/index.html">User-data
 *     formats</a>
 */
final class CloudInit {
  /** EC2 takes 16 KiB; what unpacks into more than this is no user data. */
  private static final int MOST_BYTES = 1 << 20;

  private final HostFiles files = new HostFiles();
  private final ShellRun shell = new ShellRun(files);

  private CloudInit() {}

  /** The files that this user data, in plain text, leaves on the host. */
  static HostFiles files(String userData) {
    CloudInit cloudInit = new CloudInit();
    cloudInit.part(userData, "");
    return cloudInit.files;
  }

  /** Plain, where it is Base64, compressed or not; user data is never one word otherwise. */
  static String plain(String userData) {
    String word = userData.strip();
    if (word.length() < 12 || !word.matches("[A-Za-z0-9+/\\r\\n]++={0,2}")) {
      return userData;
    }
    return decoded(word).orElse(userData);
  }

  private static Optional<String> decoded(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      if (bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          bytes = in.readNBytes(MOST_BYTES);
        }
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | IOException notEncoded) {
      return Optional.empty();
    }
  }

  private void part(String text, String type) {
    String begin = text.stripLeading();
    if (begin.startsWith("## template: jinja")) {
      part(begin.substring(begin.indexOf('\n') + 1), type);
    } else if (isMultipart(begin)) {
      parts(begin);
    } else if (begin.startsWith("#cloud-config") || type.equals("text/cloud-config")) {
      cloudConfig(text);
    } else if (begin.startsWith("#include") || begin.startsWith("#part-handler")) {
      files.beyond("an included file");
    } else if (begin.startsWith("#!") && !begin.lines().findFirst().orElse("").contains("sh")) {
      files.beyond("a script that is none of a shell");
    } else {
      shell.run(text);
    }
  }

  private static boolean isMultipart(String text) {
    String head = text.substring(0, Math.min(text.length(), 500)).toLowerCase(Locale.ROOT);
    return (head.startsWith("content-type:") || head.startsWith("mime-version:"))
        && head.contains("multipart/");
  }

  private void parts(String text) {
    MimeTokenStream stream =
        new MimeTokenStream(MimeConfig.custom().setMaxContentLen(MOST_BYTES).build());
    stream.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      for (EntityState at = stream.getState();
          at != EntityState.T_END_OF_STREAM;
          at = stream.next()) {
        if (at == EntityState.T_BODY) {
          byte[] body = stream.getDecodedInputStream().readNBytes(MOST_BYTES);
          part(new String(body, StandardCharsets.UTF_8), stream.getBodyDescriptor().getMimeType());
        }
      }
    } catch (MimeException | IOException broken) {
      files.beyond("a multipart archive that cannot be read");
    }
  }

  private void cloudConfig(String yaml) {
    try {
      Node root = Parser.parse(yaml, "user data");
      if (!(root instanceof Node.Fields)) {
        files.beyond("a #cloud-config that is no object");
      }
      items(root.entry("bootcmd")).forEach(this::run);
      items(root.entry("write_files")).forEach(this::writeFile);
      items(root.entry("runcmd")).forEach(this::run);
    } catch (UnreadableSourceException broken) {
      files.beyond("a #cloud-config that cannot be read");
    }
  }

  private void writeFile(Node file) {
    if (!(file.entry("path") instanceof Node.Text path)) {
      files.beyond("a file of write_files without a path");
      return;
    }
    String encoding = text(file.entry("encoding")).toLowerCase(Locale.ROOT);
    String content = text(file.entry("content"));
    if (!encoding.isEmpty() && !encoding.equals("text/plain")) {
      content = decoded(content).orElse("${" + encoding + "}");
    }
    boolean fetched = !(file.entry("source") instanceof Node.Nothing);
    files.write(
        path.text(),
        fetched ? "${source}" : content,
        text(file.entry("append")).equalsIgnoreCase("true"),
        true);
  }

  private static String text(Node node) {
    return node instanceof Node.Text text ? text.text() : "";
  }

  private List<Node> items(Node list) {
    if (!(list instanceof Node.Items) && !(list instanceof Node.Nothing)) {
      files.beyond("a #cloud-config with something else where a list belongs");
    }
    return list instanceof Node.Items written ? written.items() : List.of();
  }

  /** A text is run by a shell, a list is a command and its arguments. */
  private void run(Node command) {
    if (command instanceof Node.Text line) {
      shell.run(line.text());
    } else if (command instanceof Node.Items words) {
      shell.run(words.items().stream().map(CloudInit::quoted).collect(Collectors.joining(" ")));
    }
  }

  private static String quoted(Node word) {
    return "'" + text(word).replace("'", "'\\''") + "'";
  }
}
