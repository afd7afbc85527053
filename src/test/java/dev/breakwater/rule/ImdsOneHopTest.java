package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImdsOneHopTest {
  private static final ImdsOneHop RULE = new ImdsOneHop();

  @Test
  void failsWhereNothingIsSaid() {
    assertThat(Fixture.hardened().without("HttpPutResponseHopLimit").says(RULE))
        .isEqualTo(
            "FAIL HttpPutResponseHopLimit is not set: the account or the image decides, which is 2 for Amazon Linux 2023");
  }

  @Test
  void failsTwoHops() {
    assertThat(
            Fixture.hardened()
                .with("HttpPutResponseHopLimit: 1", "HttpPutResponseHopLimit: 2")
                .says(RULE))
        .isEqualTo("FAIL HttpPutResponseHopLimit is 2");
  }
}
