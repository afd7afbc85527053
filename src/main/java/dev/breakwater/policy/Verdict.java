package dev.breakwater.policy;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a rule says of one subject: pass when there is no problem, fail when a known value decides
 * so, unknown otherwise. Rules build it with two verbs, {@code require} and {@code forbid}, which
 * alone see whether a value is known, absent or unresolved.
 *
 * @param problems none means pass; unknown ones are left out where others fail
 */
public record Verdict(List<Problem> problems) {

  private static final Verdict PASS = new Verdict(List.of());

  public Verdict {
    problems = problems.size() < 2 ? List.copyOf(problems) : decisive(problems);
  }

  private static List<Problem> decisive(List<Problem> problems) {
    boolean fails = problems.stream().anyMatch(problem -> problem.outcome() == Outcome.FAIL);
    return problems.stream()
        .filter(problem -> !fails || problem.outcome() == Outcome.FAIL)
        .distinct()
        .toList();
  }

  /** Nothing is wrong. */
  public static Verdict pass() {
    return PASS;
  }

  /** This is wrong. */
  public static Verdict fail(String reason, Location location) {
    return new Verdict(List.of(new Problem(Outcome.FAIL, reason, location)));
  }

  /** Only the deployment can tell. */
  public static Verdict unknown(String reason, Location location) {
    return new Verdict(List.of(new Problem(Outcome.UNKNOWN, reason, location)));
  }

  /** The worst of the problems. */
  public Outcome outcome() {
    return problems.isEmpty() ? Outcome.PASS : problems.get(0).outcome();
  }

  /** Both must hold. */
  public Verdict and(Verdict other) {
    if (problems.isEmpty()) {
      return other;
    }
    if (other.problems.isEmpty()) {
      return this;
    }
    List<Problem> both = new ArrayList<>(problems);
    both.addAll(other.problems);
    return new Verdict(both);
  }

  /** One of them suffices: the better one; this one where they are alike. */
  public Verdict or(Verdict other) {
    return other.outcome().compareTo(outcome()) < 0 ? other : this;
  }

  /** A known value must be good; nothing written is as bad as a bad value. */
  public static <T> Verdict require(Setting<T> setting, Predicate<? super T> good, String reason) {
    return require(setting, good, value -> reason, reason);
  }

  /**
   * A known value must be good.
   *
   * @param bad the reason, from the value that is not good
   * @param missing the reason when nothing was written
   */
  public static <T> Verdict require(
      Setting<T> setting,
      Predicate<? super T> good,
      Function<? super T, String> bad,
      String missing) {
    return judge(
        setting,
        (value, at) -> good.test(value) ? PASS : fail(bad.apply(value), at),
        at -> fail(missing, at));
  }

  /** A known value must not be bad; nothing written is good. */
  public static <T> Verdict forbid(
      Setting<T> setting, Predicate<? super T> bad, Function<? super T, String> reason) {
    return each(setting, (value, at) -> bad.test(value) ? fail(reason.apply(value), at) : PASS);
  }

  /** At least one element must be good, in every arm. */
  public static <T> Verdict require(Values<T> values, Predicate<? super T> good, String reason) {
    return any(
        values, (value, at) -> good.test(value) ? PASS : fail(reason, at), at -> fail(reason, at));
  }

  /**
   * At least one element must be judged good, in every arm.
   *
   * @param none the verdict when no element is; one that is not good says nothing by itself, the
   *     list as a whole lacks one
   */
  public static <T> Verdict any(
      Values<T> values, Judge<? super T> judge, Function<Location, Verdict> none) {
    if (values instanceof Values.Listed<T> list) {
      Verdict best = none.apply(list.location());
      for (Setting<T> element : list.elements()) {
        best = best.or(each(element, judge, best));
      }
      return best;
    }
    return beyondList(values, arm -> any(arm, judge, none));
  }

  /** No element may be bad, in any arm. */
  public static <T> Verdict forbid(
      Values<T> values, Predicate<? super T> bad, Function<? super T, String> reason) {
    return each(values, (value, at) -> bad.test(value) ? fail(reason.apply(value), at) : PASS);
  }

  /** A known value is judged; nothing written is good. */
  public static <T> Verdict each(Setting<T> setting, Judge<? super T> judge) {
    return judge(setting, judge, at -> PASS);
  }

  /**
   * A known value is judged.
   *
   * @param absent the verdict when nothing was written
   */
  public static <T> Verdict each(Setting<T> setting, Judge<? super T> judge, Verdict absent) {
    return judge(setting, judge, at -> absent);
  }

  /** Every known element is judged, in every arm; what is unresolved is unknown. */
  public static <T> Verdict each(Values<T> values, Judge<? super T> judge) {
    if (values instanceof Values.Listed<T> list) {
      // One verdict of all at once: one at a time would copy what is there for each.
      List<Problem> all = new ArrayList<>();
      for (Setting<T> element : list.elements()) {
        all.addAll(each(element, judge).problems());
      }
      return new Verdict(all);
    }
    return beyondList(values, arm -> each(arm, judge));
  }

  /**
   * Judges one known value.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Judge<T> {
    /** The verdict on this value, which stands there. */
    Verdict judge(T value, Location location);
  }

  private static <T> Verdict judge(
      Setting<T> setting, Judge<? super T> known, Function<Location, Verdict> absent) {
    if (setting instanceof Setting.Known<T> value) {
      return known.judge(value.value(), value.location());
    }
    if (setting instanceof Setting.Absent<T>) {
      return absent.apply(setting.location());
    }
    if (setting instanceof Setting.OneOf<T> choice) {
      Verdict all = PASS;
      for (Setting<T> arm : choice.arms()) {
        all = all.and(judge(arm, known, absent));
      }
      return all;
    }
    return undecided(((Setting.Unresolved<T>) setting).expression(), setting.location());
  }

  private static <T> Verdict beyondList(Values<T> values, Function<Values<T>, Verdict> judge) {
    if (values instanceof Values.OneOf<T> choice) {
      Verdict all = PASS;
      for (Values<T> arm : choice.arms()) {
        all = all.and(judge.apply(arm));
      }
      return all;
    }
    return undecided(((Values.Unresolved<T>) values).expression(), values.location());
  }

  private static Verdict undecided(String expression, Location location) {
    return unknown("cannot be decided from " + expression, location);
  }
}
