package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoPrivilegedPortTest {
  private static final NoPrivilegedPort RULE = new NoPrivilegedPort();

  @ParameterizedTest
  @ValueSource(strings = {"1", "80", "1023"})
  void failsAHostPortBelow1024InEveryMode(String port) {
    for (String mode : new String[] {"awsvpc", "bridge", "host"}) {
      assertThat(in(mode, "{ContainerPort: 8080, HostPort: " + port + "}"))
          .isEqualTo("FAIL host port " + port + " is below 1024");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024", "65535"})
  void passesAHostPortFrom1024Up(String port) {
    assertThat(in("bridge", "{ContainerPort: 80, HostPort: " + port + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ContainerPort: 80}", "{ContainerPort: 80, HostPort: 0}"})
  void passesADynamicHostPort(String port) {
    assertThat(in("bridge", port)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"awsvpc", "host"})
  void failsAContainerPortThatIsTheHostPortToo(String mode) {
    assertThat(in(mode, "{ContainerPort: 80}")).isEqualTo("FAIL container port 80 is below 1024");
  }

  /** They have awsvpc where nothing is said, as the API reference has it. */
  @Test
  void failsAContainerPortOnManagedInstancesThatNameNoMode() {
    String task =
        """
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [%s]
              ContainerDefinitions: [{Name: app, PortMappings: [{ContainerPort: 80}]}]
        """;
    assertThat(new Fixture("t.yaml", task.formatted("EC2")).says(RULE)).isEmpty();
    assertThat(new Fixture("t.yaml", task.formatted("MANAGED_INSTANCES")).says(RULE))
        .isEqualTo("FAIL container port 80 is below 1024");
  }

  @Test
  void isNotSureOfAContainerPortInAModeThatIsNotKnown() {
    assertThat(in("!ImportValue Mode", "{ContainerPort: 80}"))
        .isEqualTo("UNKNOWN cannot be decided from ${Fn::ImportValue:Mode}");
    assertThat(in("!ImportValue Mode", "{ContainerPort: 8080}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1023-1030", "80-90", "8000", "0-70000"})
  void failsARangeThatIsNotAllFrom1024Up(String range) {
    assertThat(in("awsvpc", "{ContainerPortRange: " + range + "}"))
        .isEqualTo("FAIL container port range " + range + " is not all from 1024 up");
  }

  @Test
  void passesARangeFrom1024Up() {
    assertThat(in("awsvpc", "{ContainerPortRange: 1024-1030}")).isEmpty();
    assertThat(in("bridge", "{ContainerPortRange: 80-90}")).isEmpty();
  }

  private static String in(String mode, String port) {
    return Fixture.hardened()
        .with("NetworkMode: awsvpc", "NetworkMode: " + mode)
        .with("{ContainerPort: 8080}", port)
        .says(RULE);
  }
}
