package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoDisabledConfinementTest {
  private static final NoDisabledConfinement RULE = new NoDisabledConfinement();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apparmor:unconfined",
        "apparmor=unconfined",
        "seccomp:unconfined",
        "seccomp=unconfined",
        "label:disable",
        "label=disable",
        "disable",
        "label:type:spc_t",
        "label=type:spc_t",
        "label:type:super_t",
        "label:type:control_t",
        "systempaths=unconfined",
        "systempaths:unconfined",
        "writable-cgroups",
        "writable-cgroups=true",
        "no-new-privileges:false",
        "no-new-privileges=false",
        "no-new-privileges:0",
        "no-new-privileges:f",
        "no-new-privileges=FALSE"
      })
  void failsWhatSwitchesConfinementOff(String option) {
    assertThat(says(option))
        .isEqualTo("FAIL security option " + option + " switches confinement off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-new-privileges",
        "no-new-privileges:true",
        "apparmor:web",
        "apparmor=unconfined-no-more",
        "label:type:web_t",
        "label:user:system_u",
        "writable-cgroups=false",
        "credentialspec:s3://bucket/file"
      })
  void passesWhatConfines(String option) {
    assertThat(says(option)).isEmpty();
  }

  private static String says(String option) {
    return Fixture.hardened().with("[no-new-privileges]", "[\"" + option + "\"]").says(RULE);
  }
}
