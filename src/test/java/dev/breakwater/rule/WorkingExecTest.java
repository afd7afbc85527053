package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkingExecTest {
  private static final WorkingExec RULE = new WorkingExec();
  private static final String READ_ONLY =
      "FAIL enableExecuteCommand is true, but container app has a read-only root filesystem and"
          + " nothing writable at ";
  private static final String BOTH =
      READ_ONLY + "/var/lib/amazon/ssm; " + READ_ONLY + "/var/log/amazon/ssm";

  private static Fixture exec() {
    return Fixture.hardened().with("EnableExecuteCommand: false", "EnableExecuteCommand: true");
  }

  @Test
  void failsAReadOnlyRootWithoutTheAgentsPaths() {
    assertThat(exec().says(RULE)).isEqualTo(BOTH);
  }

  @Test
  void passesAWritableRoot() {
    assertThat(exec().without("ReadonlyRootFilesystem").says(RULE)).isEmpty();
  }

  @Test
  void passesMountsAtOrAboveTheAgentsPaths() {
    assertThat(mounts("{SourceVolume: data, ContainerPath: /var/}").says(RULE)).isEmpty();
    assertThat(
            mounts(
                    "{SourceVolume: data, ContainerPath: /var/lib/amazon},"
                        + " {SourceVolume: data, ContainerPath: /var/log/amazon/ssm}")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void passesATmpfs() {
    assertThat(exec().with("ContainerPath: /tmp", "ContainerPath: /var").says(RULE)).isEmpty();
  }

  @Test
  void failsAMountThatIsReadOnly() {
    assertThat(mounts("{SourceVolume: data, ContainerPath: /var, ReadOnly: true}").says(RULE))
        .isEqualTo(BOTH);
  }

  @Test
  void failsAMountBesideTheAgentsPaths() {
    assertThat(mounts("{SourceVolume: data, ContainerPath: /var/lib/amazon/ssm2}").says(RULE))
        .isEqualTo(BOTH);
  }

  @Test
  void isNotSureOfAMountThatIsUnresolved() {
    assertThat(mounts("{SourceVolume: data, ContainerPath: !ImportValue Path}").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${Fn::ImportValue:Path}");
  }

  @Test
  void asksForThePlaceOfTheAgentOnFargate() {
    assertThat(
            mounts("{SourceVolume: data, ContainerPath: /var}")
                .with("[EC2]", "[FARGATE]")
                .with("LaunchType: EC2", "LaunchType: FARGATE")
                .says(RULE))
        .isEqualTo(READ_ONLY + "/managed-agents");
  }

  @Test
  void isNotSureOfATaskThatIsElsewhere() {
    assertThat(exec().with("!Ref Web", "arn:aws:ecs:x:1:task-definition/other:7").says(RULE))
        .isEqualTo(
            "UNKNOWN cannot be decided from task definition"
                + " arn:aws:ecs:x:1:task-definition/other:7, which is not in this source");
  }

  @Test
  void findsTheTaskByItsFamily() {
    assertThat(exec().with("!Ref Web", "web:7").says(RULE)).isEqualTo(BOTH);
  }

  private static Fixture mounts(String mounts) {
    return exec()
        .with(
            "            - {SourceVolume: data, ContainerPath: /data}",
            "            [" + mounts + "]");
  }
}
