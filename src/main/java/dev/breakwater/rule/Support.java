package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.function.Predicate;

/** Gathers what is asked for in vain at one place, such as {@code on Fargate}. */
final class Support {
  private final String where;
  private final String suffix;
  private Verdict all;

  private Support(String where, String suffix, Verdict all) {
    this.where = where;
    this.suffix = suffix;
    this.all = all;
  }

  static Support at(String where) {
    return new Support(where, "", Verdict.pass());
  }

  /** The same place, for a container of this name. */
  Support of(Setting<String> container) {
    return new Support(
        where, container.known().map(name -> " of container " + name).orElse(""), Verdict.pass());
  }

  Verdict verdict() {
    return all;
  }

  void add(Verdict verdict) {
    all = all.and(verdict);
  }

  /** It is not supported, whatever it is set to. */
  void none(String what, Setting<?> setting) {
    none(what, setting, value -> true);
  }

  /** A value like this is not supported. */
  <T> void none(String what, Setting<T> setting, Predicate<? super T> value) {
    add(forbid(setting, value, got -> reason(what)));
  }

  /** No element is supported; the first is enough to say so. */
  void none(String what, Values<?> values) {
    Verdict verdict = forbid(values, value -> true, got -> reason(what));
    add(verdict.problems().isEmpty() ? verdict : new Verdict(List.of(verdict.problems().get(0))));
  }

  /** An element like this is not supported. */
  void none(String what, Values<String> values, Predicate<String> value) {
    add(forbid(values, value, got -> reason((what + " " + got).strip())));
  }

  /** This value is not supported. */
  void none(String what, Setting<String> setting, List<String> supported) {
    add(forbid(setting, value -> !supported.contains(value), value -> reason(what + " " + value)));
  }

  String reason(String what) {
    return what + suffix + " is not supported " + where;
  }
}
