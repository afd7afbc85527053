package dev.breakwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Location HERE = new Location("a.yaml", "Web", 3, 5);
  private static final Location THERE = new Location("b.json", "web", 70, 1);

  @Test
  void isTheSameWhereverItWasWritten() {
    assertThat(new Setting.Known<>("a", HERE)).isEqualTo(new Setting.Known<>("a", THERE));
    assertThat(new Setting.Absent<>(HERE)).isEqualTo(new Setting.Absent<>(THERE));
    assertThat(new Setting.Unresolved<>("!Ref A", HERE))
        .isEqualTo(new Setting.Unresolved<>("!Ref A", THERE))
        .hasSameHashCodeAs(new Setting.Unresolved<>("!Ref A", THERE));
    assertThat(choice(HERE, "a", "b")).isEqualTo(choice(THERE, "a", "b"));
  }

  @Test
  void isAnotherWhenItSaysAnother() {
    assertThat(Setting.of("a")).isNotEqualTo(Setting.of("b"));
    assertThat(Setting.<String>absent()).isNotEqualTo(new Setting.Unresolved<>("a", HERE));
    assertThat(choice(HERE, "a", "b")).isNotEqualTo(choice(HERE, "b", "a"));
    assertThat(Values.of("a")).isNotEqualTo(Values.of("a", "b"));
  }

  @Test
  void changesOnlyWhatIsKnown() {
    assertThat(Setting.of("12").map(Integer::valueOf)).isEqualTo(Setting.of(12));
    assertThat(Setting.<String>absent().map(Integer::valueOf)).isEqualTo(Setting.absent());
    assertThat(choice(HERE, "1", "2").map(Integer::valueOf).location()).isEqualTo(HERE);
    assertThat(new Setting.Unresolved<String>("!Ref A", HERE).map(Integer::valueOf))
        .isEqualTo(new Setting.Unresolved<>("!Ref A", HERE));
  }

  @Test
  void aListKnowsTheElementsOfEveryArm() {
    Values<String> list =
        new Values.Listed<>(
            List.of(
                Setting.of("a"), choice(HERE, "b", "c"), new Setting.Unresolved<>("!Ref D", HERE)),
            HERE);
    Values<String> either =
        new Values.OneOf<>(List.of(list, new Values.Unresolved<>("!Ref E", HERE)), HERE);
    assertThat(either.known()).containsExactly("a", "b", "c");
  }

  @Test
  void refusesAChoiceOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Setting.OneOf<>(List.of(), HERE))
        .withMessage("a choice needs at least one arm, got none");
  }

  private static Setting<String> choice(Location at, String... arms) {
    return new Setting.OneOf<>(List.of(arms).stream().map(Setting::of).toList(), at);
  }
}
