package dev.breakwater.report;

import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which promises the subjects keep, as the rules judged it: a picture judges nothing itself. */
final class Locks {
  private final Set<String> asked;
  private final Map<Subject, Map<String, Promise.State>> worst = new HashMap<>();

  /** A container of a resource in a file; with an empty name the resource itself. */
  record Subject(String source, String resource, String name) {}

  Locks(Results results) {
    asked = results.policy().rules().stream().map(Rule::id).collect(Collectors.toSet());
    for (Finding finding : results.assessment().findings()) {
      Subject subject =
          new Subject(
              finding.location().source(), finding.subject().resource(), finding.subject().name());
      worst
          .computeIfAbsent(subject, any -> new HashMap<>())
          .merge(finding.rule().id(), state(finding), Locks::worse);
    }
  }

  /** Empty where no rule of the promise was asked. */
  Optional<Promise.State> state(Subject subject, Promise promise) {
    Map<String, Promise.State> found = worst.getOrDefault(subject, Map.of());
    return promise.rules().stream()
        .filter(asked::contains)
        .map(rule -> found.getOrDefault(rule, Promise.State.KEPT))
        .reduce(Locks::worse);
  }

  /** How bad it stands with a task and its containers: the number of broken promises. */
  int broken(List<Subject> subjects) {
    int broken = 0;
    for (Subject subject : subjects) {
      for (Promise.State state : worst.getOrDefault(subject, Map.of()).values()) {
        broken += state == Promise.State.BROKEN ? 1000 : state == Promise.State.UNDECIDED ? 1 : 0;
      }
    }
    return broken;
  }

  private static Promise.State state(Finding finding) {
    return switch (finding.ruling()) {
      case FAIL -> Promise.State.BROKEN;
      case UNKNOWN -> Promise.State.UNDECIDED;
      case WAIVED, KNOWN -> Promise.State.ACCEPTED;
    };
  }

  private static Promise.State worse(Promise.State one, Promise.State other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
