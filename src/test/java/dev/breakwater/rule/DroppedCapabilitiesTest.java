package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DroppedCapabilitiesTest {
  private static final DroppedCapabilities RULE = new DroppedCapabilities();

  @Test
  void failsWhenAllIsAddedAlthoughAllIsDropped() {
    assertThat(with("Drop: [ALL]", "Drop: [ALL]\n              Add: [ALL]"))
        .isEqualTo(
            "FAIL capability ALL is added, which grants every capability whatever is dropped");
  }

  @Test
  void passesWhenPrivilegedPortsMayBeBound() {
    assertThat(with("Drop: [ALL]", "Drop: [ALL]\n              Add: [NET_BIND_SERVICE]")).isEmpty();
  }

  @Test
  void failsWhenAnythingElseIsAdded() {
    assertThat(with("Drop: [ALL]", "Drop: [ALL]\n              Add: [CHOWN]"))
        .isEqualTo("FAIL capability CHOWN is added");
  }

  @Test
  void failsWhenOnlySomeAreDropped() {
    assertThat(with("Drop: [ALL]", "Drop: [NET_RAW, MKNOD]"))
        .isEqualTo("FAIL capabilities are not all dropped");
  }

  @Test
  void passesWhenAllIsAmongWhatIsUnresolved() {
    assertThat(with("Drop: [ALL]", "Drop: [!Ref TableName, ALL]")).isEmpty();
  }

  @Test
  void passesAWindowsTask() {
    assertThat(
            Fixture.hardened()
                .with("Drop: [ALL]", "Drop: []")
                .with(": LINUX", ": WINDOWS_SERVER_2025_CORE")
                .says(RULE))
        .isEmpty();
  }

  private static String with(String before, String after) {
    return Fixture.hardened().with(before, after).says(RULE);
  }
}
