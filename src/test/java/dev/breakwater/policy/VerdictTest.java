package dev.breakwater.policy;

import static dev.breakwater.policy.Outcome.FAIL;
import static dev.breakwater.policy.Outcome.PASS;
import static dev.breakwater.policy.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of the two verbs: known and good, known and bad, absent, unresolved. */
class VerdictTest {
  private static final Location HERE = new Location("a.yaml", "Web", 3, 5);
  private static final Location ARM = new Location("a.yaml", "Web", 4, 9);

  @Test
  void requireFailsWhatIsBadOrAbsent() {
    assertThat(required(Setting.of("ALL"))).isEqualTo(PASS);
    assertThat(required(Setting.of("NET_RAW"))).isEqualTo(FAIL);
    assertThat(required(Setting.absent())).isEqualTo(FAIL);
    assertThat(required(unresolved())).isEqualTo(UNKNOWN);
  }

  @Test
  void forbidPassesWhatIsAbsent() {
    assertThat(forbidden(Setting.of("ALL"))).isEqualTo(FAIL);
    assertThat(forbidden(Setting.of("NET_RAW"))).isEqualTo(PASS);
    assertThat(forbidden(Setting.absent())).isEqualTo(PASS);
    assertThat(forbidden(unresolved())).isEqualTo(UNKNOWN);
  }

  @Test
  void aChoiceIsAsBadAsItsWorstArm() {
    assertThat(required(either(Setting.of("ALL"), Setting.of("ALL")))).isEqualTo(PASS);
    assertThat(required(either(Setting.of("ALL"), Setting.absent()))).isEqualTo(FAIL);
    assertThat(required(either(unresolved(), Setting.of("NET_RAW")))).isEqualTo(FAIL);
    assertThat(required(either(unresolved(), Setting.of("ALL")))).isEqualTo(UNKNOWN);
    assertThat(forbidden(either(Setting.absent(), Setting.of("ALL")))).isEqualTo(FAIL);
  }

  /** In milliseconds; half a minute where each element copies the problems before it. */
  @Test
  @Timeout(10)
  void judgesALongListInTimeThatGrowsWithItOnly() {
    List<Setting<String>> elements =
        IntStream.range(0, 30_000).mapToObj(number -> Setting.of("NET_RAW" + number)).toList();
    assertThat(
            Verdict.forbid(new Values.Listed<>(elements, HERE), value -> true, value -> value)
                .problems())
        .hasSize(30_000);
  }

  @Test
  void pointsAtTheArmThatIsBad() {
    Setting<String> choice = either(Setting.of("ALL"), new Setting.Known<>("NET_RAW", ARM));
    assertThat(Verdict.require(choice, "ALL"::equals, value -> "got " + value, "none").problems())
        .containsExactly(new Problem(FAIL, "got NET_RAW", ARM));
  }

  @Test
  void aKnownElementDecidesWhatItCan() {
    assertThat(anyRequired(list(Setting.of("ALL"), unresolved()))).isEqualTo(PASS);
    assertThat(anyRequired(list(Setting.of("NET_RAW"), unresolved()))).isEqualTo(UNKNOWN);
    assertThat(anyRequired(list(Setting.of("NET_RAW")))).isEqualTo(FAIL);
    assertThat(anyRequired(list())).isEqualTo(FAIL);
    assertThat(anyRequired(new Values.Unresolved<>("!Ref X", HERE))).isEqualTo(UNKNOWN);
    assertThat(noneForbidden(list(Setting.of("ALL"), unresolved()))).isEqualTo(FAIL);
    assertThat(noneForbidden(list(Setting.of("NET_RAW"), unresolved()))).isEqualTo(UNKNOWN);
    assertThat(noneForbidden(list())).isEqualTo(PASS);
    assertThat(noneForbidden(new Values.Unresolved<>("!Ref X", HERE))).isEqualTo(UNKNOWN);
  }

  @Test
  void everyArmOfAListIsJudged() {
    Values<String> good = list(Setting.of("ALL"));
    Values<String> none = list();
    assertThat(anyRequired(new Values.OneOf<>(List.of(good, none), HERE))).isEqualTo(FAIL);
    assertThat(noneForbidden(new Values.OneOf<>(List.of(none, good), HERE))).isEqualTo(FAIL);
    assertThat(noneForbidden(new Values.OneOf<>(List.of(none, none), HERE))).isEqualTo(PASS);
  }

  @Test
  void anElementThatAConditionLeavesOutDoesNotCount() {
    assertThat(anyRequired(list(either(Setting.of("ALL"), Setting.absent())))).isEqualTo(FAIL);
    assertThat(noneForbidden(list(either(Setting.of("ALL"), Setting.absent())))).isEqualTo(FAIL);
  }

  @Test
  void saysWhatOnlyTheDeploymentResolves() {
    assertThat(Verdict.require(unresolved(), "ALL"::equals, "none").problems())
        .containsExactly(new Problem(UNKNOWN, "cannot be decided from !Ref X", HERE));
  }

  @Test
  void leavesUnknownsOutWhereSomethingFails() {
    Verdict both = Verdict.unknown("perhaps", HERE).and(Verdict.fail("surely", HERE));
    assertThat(both.problems()).containsExactly(new Problem(FAIL, "surely", HERE));
  }

  @Test
  void oneOfTwoSuffices() {
    Verdict pass = Verdict.pass();
    Verdict fail = Verdict.fail("no", HERE);
    Verdict unknown = Verdict.unknown("perhaps", HERE);
    assertThat(fail.or(pass)).isEqualTo(pass);
    assertThat(fail.or(unknown)).isEqualTo(unknown);
    assertThat(unknown.or(fail)).isEqualTo(unknown);
    assertThat(fail.or(fail)).isEqualTo(fail);
  }

  private static Outcome required(Setting<String> setting) {
    return Verdict.require(setting, "ALL"::equals, "not ALL").outcome();
  }

  private static Outcome forbidden(Setting<String> setting) {
    return Verdict.forbid(setting, "ALL"::equals, value -> value + " is there").outcome();
  }

  private static Outcome anyRequired(Values<String> values) {
    return Verdict.require(values, "ALL"::equals, "no ALL").outcome();
  }

  private static Outcome noneForbidden(Values<String> values) {
    return Verdict.forbid(values, "ALL"::equals, value -> value + " is there").outcome();
  }

  private static Setting<String> unresolved() {
    return new Setting.Unresolved<>("!Ref X", HERE);
  }

  @SafeVarargs
  private static Setting<String> either(Setting<String>... arms) {
    return new Setting.OneOf<>(List.of(arms), HERE);
  }

  @SafeVarargs
  private static Values<String> list(Setting<String>... elements) {
    return new Values.Listed<>(List.of(elements), HERE);
  }
}
