package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityOptionTest {

  @ParameterizedTest
  @CsvSource({
    "no-new-privileges, no-new-privileges, true",
    "no-new-privileges:false, no-new-privileges, false",
    "label=type:spc_t, label, type:spc_t",
    "label:type:spc_t, label, type:spc_t",
    "=x, '', x",
    ":x, '', x",
  })
  void isReadAsTheEngineReadsIt(String written, String key, String value) {
    assertThat(SecurityOption.read(written)).isEqualTo(new SecurityOption(key, value));
  }
}
