package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoSensitiveHostMountTest {
  private static final NoSensitiveHostMount RULE = new NoSensitiveHostMount();

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/etc, /etc",
    "/etc/, /etc",
    "/etc/ssl/certs, /etc/ssl/certs",
    "//etc, /etc",
    "/./etc/., /etc",
    "/srv/../etc, /etc",
    "/bin/sh, /bin/sh",
    "/boot, /boot",
    "/dev/shm, /dev/shm",
    "/lib/modules, /lib/modules",
    "/lib64, /lib64",
    "/proc, /proc",
    "/proc/1/root/srv, /proc/1/root/srv",
    "/root/.ssh, /root/.ssh",
    "/run/app, /run/app",
    "/sys/fs/cgroup, /sys/fs/cgroup",
    "/usr/local/bin, /usr/local/bin",
    "/var/lib/docker/volumes, /var/lib/docker/volumes",
    "/var/lib/containerd, /var/lib/containerd",
    "/var/lib/ecs/data, /var/lib/ecs/data",
    "/var/run/app, /var/run/app",
    "/var/lib, /var/lib",
    "/var, /var"
  })
  void failsADirectoryThatRunsTheHost(String written, String path) {
    assertThat(says(written)).isEqualTo("FAIL volume opens the host's " + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv",
        "/data",
        "/etcetera",
        "/home/app",
        "/var/log/app",
        "/var/lib/app",
        "/opt/usr"
      })
  void passesAnotherDirectory(String path) {
    assertThat(says(path)).isEmpty();
  }

  @Test
  void failsADiskOfTheHost() {
    assertThat(
            Fixture.hardened()
                .with("type: none, o: bind, device: /srv/web/cache", "type: ext4, device: /dev/sdb")
                .says(RULE))
        .isEqualTo("FAIL volume opens the host's /dev/sdb");
  }

  @Test
  void isNotSureOfADeviceThatOnlyTheDeploymentResolves() {
    assertThat(
            Fixture.hardened().with("device: /srv/web/cache", "device: !Ref TableName").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }

  @Test
  void failsADockerVolumeThatBindsIt() {
    assertThat(Fixture.hardened().with("device: /srv/web/cache", "device: /usr/bin").says(RULE))
        .isEqualTo("FAIL volume opens the host's /usr/bin");
  }

  @Test
  void passesAShareOfAnotherHost() {
    assertThat(
            Fixture.hardened()
                .with(
                    "type: none, o: bind, device: /srv/web/cache",
                    "type: cifs, device: //etc/share")
                .says(RULE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: nfs, o: bind, device: /etc | /etc",
        "type: tmpfs, o: 'ro,rbind', device: /etc | /etc",
        "type: none, o: bind, device: etc | /etc",
        "type: proc, device: any | /proc",
        "type: devtmpfs, device: any | /dev",
        "type: overlay, device: overlay, o: 'lowerdir=/srv:/usr' | /usr",
        "type: overlay, device: overlay, o: 'lowerdir=/srv,upperdir=/root,workdir=/srv/w' | /root",
      })
  void failsWhatTheKernelMountsWhateverTheTypeOrTheDeviceSays(String options, String path) {
    assertThat(mounts(options)).isEqualTo("FAIL volume opens the host's " + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: tmpfs, device: tmpfs, o: 'size=1m,uid=65532'",
        "type: nfs, device: ':/', o: !Sub 'addr=${TableName},rw'",
        "type: nfs4, device: /etc, o: addr=10.0.0.1",
        "type: overlay, device: overlay, o: 'lowerdir=/srv/a:/srv/b'",
      })
  void passesWhatIsNotOfTheHost(String options) {
    assertThat(mounts(options)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!Ref TableName", "!Sub 'addr=10.0.0.1,${TableName}'"})
  void isNotSureOfOptionsThatMayBind(String options) {
    assertThat(mounts("type: nfs, device: /etc, o: " + options))
        .startsWith("UNKNOWN cannot be decided from");
  }

  @Test
  void failsASourceThatBringsItsOwnTarget() {
    assertThat(says("/etc:/mnt")).isEqualTo("FAIL volume opens the host's /etc");
  }

  private static String mounts(String options) {
    return Fixture.hardened()
        .with("{type: none, o: bind, device: /srv/web/cache}", "{" + options + "}")
        .says(RULE);
  }

  private static String says(String path) {
    return Fixture.hardened().with("SourcePath: /srv/web/data", "SourcePath: " + path).says(RULE);
  }
}
