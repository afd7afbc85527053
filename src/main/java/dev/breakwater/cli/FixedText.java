package dev.breakwater.cli;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Waivers;
import dev.breakwater.source.Deployment;
import dev.breakwater.source.Edit;
import dev.breakwater.source.EditedText;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UneditableException;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text with what can be fixed for certain. Each fix is judged again before it is kept: what it is
 * for must be gone, and nothing else may have come, so a fix that a platform refuses is none.
 *
 * @param text after all fixes
 * @param fixed what is gone
 * @param left what counts still, with why it was not fixed; empty where no fix is certain
 */
record FixedText(String text, List<Finding> fixed, Map<Finding, String> left) {

  /** With what everything is judged. */
  record Bench(Policy policy, Waivers waivers, LocalDate today, Deployment deployment) {

    Bench with(Policy other) {
      return new Bench(other, waivers, today, deployment);
    }

    List<Finding> findings(String text, String source) throws UnreadableSourceException {
      return judge(text, source).assessment().findings();
    }

    private Judged judge(String text, String source) throws UnreadableSourceException {
      Inventory inventory =
          SourceFile.parse(
                  text.getBytes(StandardCharsets.UTF_8), source, Optional.empty(), deployment)
              .inventory();
      return new Judged(inventory, policy.judge(inventory, waivers, today));
    }
  }

  private record Judged(Inventory inventory, Assessment assessment) {
    List<Finding> counting() {
      return assessment.findings().stream().filter(Finding::counts).toList();
    }

    Set<String> prints() {
      return assessment.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }
  }

  /** Fixes what can be. */
  static FixedText of(String text, String source, Bench bench) throws UnreadableSourceException {
    List<Finding> fixed = new ArrayList<>();
    Map<String, String> refused = new LinkedHashMap<>();
    String current = text;
    Judged judged = bench.judge(text, source);
    boolean again = true;
    while (again) {
      again = false;
      for (Finding finding : judged.counting()) {
        if (refused.containsKey(finding.fingerprint())) {
          continue;
        }
        Attempt attempt = attempt(current, source, finding, judged, bench);
        if (attempt.refusal().isEmpty()) {
          current = attempt.text();
          Judged now = bench.judge(current, source);
          Set<String> still = now.prints();
          judged.counting().stream()
              .filter(one -> !still.contains(one.fingerprint()))
              .forEach(fixed::add);
          judged = now;
          again = true;
          break;
        }
        refused.put(finding.fingerprint(), attempt.refusal().get());
      }
    }
    Map<Finding, String> left = new LinkedHashMap<>();
    judged.counting().forEach(one -> left.put(one, refused.getOrDefault(one.fingerprint(), "")));
    return new FixedText(current, fixed, left);
  }

  private record Attempt(String text, Optional<String> refusal) {}

  private static Attempt attempt(
      String text, String source, Finding finding, Judged before, Bench bench)
      throws UnreadableSourceException {
    String why = "";
    for (List<Edit> way : CertainFixes.of(finding, before.inventory())) {
      try {
        String edited = text;
        for (Edit edit : way) {
          edited = EditedText.of(edited, edit);
        }
        Set<String> after = bench.judge(edited, source).prints();
        Set<String> all = new HashSet<>(before.prints());
        if (all.containsAll(after) && after.size() < all.size()) {
          return new Attempt(edited, Optional.empty());
        }
        why =
            after.containsAll(all) ? "more must change than is certain" : "it breaks another rule";
      } catch (UneditableException e) {
        why = why.isEmpty() ? e.getMessage() : why;
      }
    }
    return new Attempt(text, Optional.of(why));
  }
}
