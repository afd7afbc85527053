package dev.breakwater.source;

import static dev.breakwater.source.Read.withUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntrinsicsTest {
  private static final Location AT = new Location("t.yaml", "Web", 8, 17);

  @Test
  void aParameterWithADefaultIsKnown() throws Exception {
    assertThat(withUser("!Ref U", "Parameters: {U: {Type: String, Default: '101'}}").user())
        .isEqualTo(Setting.of("101"));
  }

  @Test
  void everyAllowedValueIsAnArm() throws Exception {
    assertThat(
            withUser(
                    "!Ref U",
                    "Parameters: {U: {Type: String, Default: '1', AllowedValues: ['1', '0']}}")
                .user())
        .isEqualTo(new Setting.OneOf<>(List.of(Setting.of("1"), Setting.of("0")), AT));
  }

  @Test
  void bothArmsOfAConditionStay() throws Exception {
    assertThat(withUser("!If [Prod, '101', !Ref AWS::NoValue]").user())
        .isEqualTo(new Setting.OneOf<>(List.of(Setting.of("101"), Setting.absent()), AT));
  }
}
