package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Imdsv2OnlyTest {
  private static final Imdsv2Only RULE = new Imdsv2Only();

  @Test
  void failsWhereNothingIsSaid() {
    assertThat(Fixture.hardened().without("HttpTokens").says(RULE))
        .isEqualTo("FAIL HttpTokens is not set: the account or the image decides");
  }

  @Test
  void passesWhereThereIsNoMetadata() {
    assertThat(Fixture.hardened().with("HttpTokens: required", "HttpEndpoint: disabled").says(RULE))
        .isEmpty();
  }
}
