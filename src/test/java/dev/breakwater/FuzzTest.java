package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Setting;
import dev.breakwater.policy.Policy;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Deployment;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mutated templates, plans and inspections through the whole of reading and judging. A run is known
 * by its number: {@code -Dfuzz.runs=1000000} for more of them, {@code -Dfuzz.first=4711
 * -Dfuzz.runs=1} for one again.
 */
class FuzzTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final int RUNS = Integer.getInteger("fuzz.runs", 20_000);
  private static final int FIRST = Integer.getInteger("fuzz.first", 0);
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final Policy POLICY = Rules.restricted();
  private static final Deployment GIVEN =
      new Deployment(
          Map.of("Env", Setting.of("prod"), "User", Setting.of("0")),
          Optional.of("eu-central-1"),
          Optional.of("123456789012"));

  @Test
  void noMutationCrashesHangsOrOverflows() throws Exception {
    List<String> seeds = seeds();
    assertThat(seeds).hasSizeGreaterThan(8);
    AtomicInteger judged = new AtomicInteger();
    List<String> broken =
        IntStream.range(FIRST, FIRST + RUNS)
            .parallel()
            .mapToObj(run -> failure(run, seeds, judged))
            .flatMap(Optional::stream)
            .limit(5)
            .toList();
    System.out.printf("fuzz: %d runs, %d of them were judged%n", RUNS, judged.get());
    assertThat(broken).isEmpty();
    // Were every one refused at its first byte, nothing behind the parser would have been tried.
    assertThat(judged.get()).isGreaterThanOrEqualTo(RUNS / 4);
  }

  private static Optional<String> failure(int run, List<String> seeds, AtomicInteger judged) {
    Mutator mutator = new Mutator(run * 7_919L + 17, seeds);
    byte[] mutated = mutator.mutated(seeds.get(Math.floorMod(run, seeds.size())));
    try {
      Duration taken = judge(mutated, judged);
      for (int again = 0; again < 3 && taken.compareTo(SLOW) > 0; again++) {
        // The machine may be busy: only what is slow each time is slow.
        taken = judge(mutated, new AtomicInteger());
      }
      return taken.compareTo(SLOW) > 0
          ? Optional.of("run " + run + " took " + taken)
          : Optional.empty();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return Optional.of("run " + run + ": " + e + " at " + Stream.of(trace).limit(6).toList());
    }
  }

  private static Duration judge(byte[] bytes, AtomicInteger judged) {
    long start = System.nanoTime();
    try {
      POLICY.judge(SourceFile.parse(bytes, "f", Optional.empty(), GIVEN).inventory());
      judged.incrementAndGet();
    } catch (UnreadableSourceException e) {
      assertThat(e.getMessage()).startsWith("f");
      assertThat(e.reason()).isNotBlank();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What the tests hold of real shapes. */
  private static List<String> seeds() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
          .filter(file -> !file.toString().contains("golden"))
          .sorted()
          .map(FuzzTest::text)
          .filter(text -> text.length() < 40_000)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
