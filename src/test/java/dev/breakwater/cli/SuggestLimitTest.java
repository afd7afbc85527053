package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs whose answer is known, in all the ways in which they are carried. */
class SuggestLimitTest {
  private static final long BEGIN = 1_795_000_000_000L;

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static String line(long arrived, long took, String client, String more) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"2026-11-18T11:06:40+00:00\",\"msec\":%.3f,\"client\":\"%s\",\"status\":200,"
            + "\"seconds\":%.3f%s,\"agent\":\"curl\"}",
        (arrived + took) / 1000.0,
        client,
        took / 1000.0,
        more);
  }

  private static String line(long arrived, String client) {
    return line(arrived, 4, client, ",\"limit\":\"PASSED\",\"standsFor\":1");
  }

  /** 99 clients load a page of 15 files at once; one sends 40 a second for ten seconds. */
  private static List<String> pagesAndOneFlood() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      if (i % 4 == 0 && i < 396) {
        for (int file = 0; file < 15; file++) {
          lines.add(line(BEGIN + i * 25L, "198.51.100." + (i / 4 + 1)));
        }
      }
      lines.add(line(BEGIN + i * 25L, "203.0.113.1"));
    }
    return lines;
  }

  @Test
  void proposesTheTightestLimitThatTouchesFewEnough() throws Exception {
    assertThat(run(pagesAndOneFlood(), "1")).isEqualTo(ExitCode.CLEAN);

    // A page of 15 needs a burst of 14; the flood is refused by 1 to 20 a second, and by no 50.
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("1,885 requests of 100 clients, 2026-11-18T11:06:40Z to 2026-11-18T11:06:49Z\n")
        .contains("       burst       5      10      20      50     100     200     500\n")
        .contains("       1 r/s     100     100     1.0     1.0     1.0     1.0       0\n")
        .contains("      50 r/s      99      99       0       0       0       0       0\n")
        .contains("Clients refused at 1 r/s, by the burst:\n")
        .contains("      20 |# 1.0  <- proposed\n")
        .contains("Proposed: .rateLimit(RateLimit.perClient(1, PER_SECOND).burst(20))\n")
        .contains(
            "It would have refused 1 of 100 clients (1.0 %) and 370 of 1,885 requests (20 %).")
        .contains("at most 81 requests a minute");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("lines are no requests");
  }

  @Test
  void proposesAWiderOneWhereNobodyMayBeTouched() throws Exception {
    assertThat(run(pagesAndOneFlood(), "0")).isEqualTo(ExitCode.CLEAN);
    // 561 a minute, where the next one, 50 a second with a burst of 20, lets 3,021 through.
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Proposed: .rateLimit(RateLimit.perClient(1, PER_SECOND).burst(500))");
  }

  @Test
  void proposesNothingWhereEveryLimitTouchesTooMany() throws Exception {
    List<String> flood = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      flood.add(line(BEGIN + i, "203.0.113.1"));
    }
    assertThat(run(flood, "99.5")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .endsWith("No limit here touches at most 99.5 % of the clients.\n");
  }

  @Test
  void readsSeveralLogsAsOneWhateverTheirOrderAndPacking() throws Exception {
    List<String> all = pagesAndOneFlood();
    Path whole = write("whole.log", all);
    assertThat(run(List.of(whole.toString()), "1", InputStream.nullInputStream())).isZero();
    String expected = out.toString(StandardCharsets.UTF_8);
    List<String> even = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (i % 2 == 0 ? even : odd).add(all.get(i));
    }
    Path later = folder.resolve("later.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(later))) {
      gzip.write(String.join("\n", odd).getBytes(StandardCharsets.UTF_8));
    }
    out.reset();
    InputStream input = stream(String.join("\n", even) + "\n");
    assertThat(run(List.of(later.toString(), "-"), "1", input)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  @Test
  void putsRequestsInTheOrderInWhichTheyCameIn() throws Exception {
    // Six at once took as long as they liked; written down by their ends they look spread out.
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      lines.add(line(BEGIN, 5_000L * i, "203.0.113.1", ""));
    }
    assertThat(run(lines, "0")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("       1 r/s     100       0 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "%s\r",
        "  %s  ",
        "2026-11-22T13:55:00 %s",
        "2026-11-22T13:55:00.123000+00:00 proxy/proxy/0123456789abcdef %s",
        "2026-11-22T13:55:00.123Z %s",
        "\u001b[36mproxy |\u001b[0m %s",
      })
  void readsLinesBehindWhatOthersPutThere(String prefixed) throws Exception {
    assertThat(run(List.of(prefixed.formatted(line(BEGIN, "203.0.113.1"))), "1")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("1 requests of 1 clients");
  }

  @Test
  void readsDockersOwnFiles() throws Exception {
    String inner = line(BEGIN, "203.0.113.1").replace("\"", "\\\"");
    String wrapped =
        "{\"log\":\"" + inner + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T13:55:00Z\"}";
    assertThat(run(List.of(wrapped), "1")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("1 requests of 1 clients");
  }

  @Test
  void countsSamplesAsWhatTheyStandForAndSaysThatTheyAreSamples() throws Exception {
    List<String> lines =
        List.of(
            line(BEGIN, "203.0.113.1"),
            line(BEGIN, 0, "203.0.113.1", ",\"limit\":\"REJECTED\",\"standsFor\":100"),
            line(BEGIN, 0, "203.0.113.9", ",\"limit\":\"\",\"class\":\"malformed\""),
            line(BEGIN, 0, "203.0.113.9", ",\"limit\":\"PASSED\",\"class\":\"probe\""));
    assertThat(run(lines, "1")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("101 requests of 1 clients");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("2 requests were refused for another reason than a limit")
        .contains("100 requests were refused when this log was written")
        .contains("the shares are lower bounds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "started | no JSON object",
        "{ | no JSON object",
        "{} | no msec",
        "[{}] | no JSON object",
        "{\"msec\":1,\"seconds\":0.1,\"client\":\"1.2.3.4\"} {} | something behind",
        "{\"msec\":\"1\",\"seconds\":0.1,\"client\":\"1.2.3.4\"} | msec is no number",
        "{\"msec\":1795000000123,\"seconds\":0.1,\"client\":\"1.2.3.4\"} | msec is out of range",
        "{\"msec\":-1,\"seconds\":0.1,\"client\":\"1.2.3.4\"} | msec is out of range",
        "{\"msec\":1e999,\"seconds\":0.1,\"client\":\"1.2.3.4\"} | msec is out of range",
        "{\"msec\":1,\"client\":\"1.2.3.4\"} | no seconds",
        "{\"msec\":1,\"seconds\":0.1} | no client",
        "{\"msec\":1,\"seconds\":0.1,\"client\":\"unix:\"} | client is no address",
        "{\"msec\":1,\"seconds\":0.1,\"client\":\"1.2.3.4\",\"standsFor\":0} | standsFor",
        "{\"log\":\"{}\"} | no msec",
        "{\"log\":{\"log\":1}} | no msec",
      })
  void neverTakesAnUnreadableLineForNone(String bad, String reason) throws Exception {
    assertThat(run(List.of(bad), "1")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no line of standard input is a request of the proxy's log", reason);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();

    err.reset();
    assertThat(run(List.of(line(BEGIN, "203.0.113.1"), "", bad), "1"))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("1 lines are no requests of the proxy's log", reason);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("1 requests of 1 clients");
  }

  @Test
  void saysWhereTheFirstUnreadableLineIsAndNothingOfWhatItHolds() throws Exception {
    Path log =
        write("a.log", List.of(line(BEGIN, "203.0.113.1"), "", "password=hunter2", "another"));
    assertThat(run(List.of(log.toString()), "1", InputStream.nullInputStream()))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("2 lines are no requests of the proxy's log, first " + log + ":3: no JSON object")
        .doesNotContain("hunter2");
  }

  @Test
  void keepsALineOfAnyLengthOutOfMemory() throws Exception {
    InputStream endless = stream("x".repeat(3_000_000) + "\n" + line(BEGIN, "203.0.113.1"));
    assertThat(run(List.of("-"), "1", endless)).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("first standard input:1: a line of more than 65536 bytes");
  }

  @Test
  void saysThatAnArchiveEndsEarly() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((line(BEGIN, "203.0.113.1") + "\n").repeat(500).getBytes(StandardCharsets.UTF_8));
    }
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
    assertThat(run(List.of(cut.toString()), "1", InputStream.nullInputStream()))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the rest cannot be read");
  }

  @Test
  void refusesWhatIsNoLog() throws Exception {
    refused(List.of(folder + "/none"), "1", "there is no file " + folder + "/none");
    refused(List.of(folder.toString()), "1", folder + " is a folder; name the logs in it");
    refused(List.of("-", "-"), "1", "standard input can be read once, got - twice");
    for (String share : List.of("", "101", "-1", "1e2", "NaN", "one", "1.")) {
      refused(List.of("-"), share, "--touching must be a number from 0 to 100, got ");
    }
  }

  @Test
  void saysThatAnEmptyLogIsEmpty() throws Exception {
    assertThat(run(List.of("-"), "1", InputStream.nullInputStream()))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("there is no request in standard input");
  }

  private void refused(List<String> paths, String share, String sentence) throws Exception {
    err.reset();
    assertThat(run(paths, share, InputStream.nullInputStream())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int run(List<String> lines, String share) throws Exception {
    return run(List.of("-"), share, stream(String.join("\n", lines) + "\n"));
  }

  private int run(List<String> paths, String share, InputStream input) throws Exception {
    Console console = new Console(new PrintStream(out), new PrintStream(err), false);
    Given touching = new Given(share, SuggestLimitCommand.TOUCHING, false);
    return new SuggestLimit(paths, touching, input, console).call();
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
