package dev.breakwater.report;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The findings that were there when a team began, so that only a new one fails: a JSON file, sorted
 * and with one finding a line, so that a merge or a review shows which were added.
 *
 * <p>It knows a finding by its {@link Finding#fingerprint}; the other words of a line are for
 * people. What could not be read is never in a baseline, for anything may hide behind it: it is
 * read, or waived for a reason and until a day. Nor is what a waiver accepts: when the waiver ends,
 * it counts.
 */
public final class Baseline {
  private final Map<String, BaselineEntry> entries;

  private Baseline(Collection<BaselineEntry> entries) {
    this.entries = new TreeMap<>();
    entries.forEach(entry -> this.entries.put(entry.fingerprint(), entry));
  }

  /** The findings that count, or that were in the baseline before. */
  public static Baseline of(Assessment assessment) {
    return new Baseline(
        assessment.findings().stream()
            .filter(finding -> finding.waiver().isEmpty())
            .map(BaselineEntry::of)
            .toList());
  }

  /**
   * The baseline of this file.
   *
   * @throws BaselineException when there is no such file, or it is none
   */
  public static Baseline read(Path file) throws BaselineException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new BaselineException(
          Files.exists(file)
              ? "the baseline " + file + " cannot be read as a file of UTF-8 text"
              : "there is no baseline " + file + "; --write-baseline writes it");
    }
    return new Baseline(BaselineJson.parse(text, file.toString()));
  }

  /** The same assessment, with the findings that the baseline has marked as known. */
  public Assessment applied(Assessment assessment) {
    return assessment.withFindings(
        assessment.findings().stream()
            .map(finding -> entries.containsKey(finding.fingerprint()) ? finding.known() : finding)
            .toList());
  }

  /**
   * What is in the baseline and was not found: fixed, so its line should go.
   *
   * @param policy what judged: a finding of a rule that did not judge is not fixed
   * @param whole all that was judged
   * @param asked the files and folders that were to be judged; what lies elsewhere is not fixed
   */
  public List<BaselineEntry> fixed(Policy policy, Assessment whole, Collection<Path> asked) {
    Set<String> rules = policy.rules().stream().map(Rule::id).collect(Collectors.toSet());
    Set<String> found =
        whole.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    List<Path> judged = asked.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    List<BaselineEntry> fixed = new ArrayList<>();
    for (BaselineEntry entry : new TreeSet<>(entries.values())) {
      Path file = Path.of("").toAbsolutePath().resolve(entry.file()).normalize();
      if (!found.contains(entry.fingerprint())
          && rules.contains(entry.rule())
          && judged.stream().anyMatch(file::startsWith)) {
        fixed.add(entry);
      }
    }
    return fixed;
  }

  /** How many findings it holds. */
  public int size() {
    return entries.size();
  }

  /**
   * Writes it there.
   *
   * @throws BaselineException when that cannot be done
   */
  public void write(Path file) throws BaselineException {
    try {
      Files.writeString(file, BaselineJson.text(new TreeSet<>(entries.values())));
    } catch (IOException e) {
      throw new BaselineException("the baseline " + file + " cannot be written there");
    }
  }
}
