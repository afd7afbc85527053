package dev.breakwater.construct;

import java.util.Map;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.DockerVolumeConfiguration;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.Scope;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.Volume;

/**
 * A tmpfs that two containers of a task mount, for the socket between them. The local driver hands
 * its options to mount(8) as they are.
 *
 * @param user who alone may use it
 * @see <a href="https://docs.docker.com/reference/cli/docker/volume/create/">docker volume
 *     create</a>
 */
record SocketVolume(ContainerUser user) {
  /** Where it is, in both containers. */
  static final String FOLDER = "/run/breakwater";

  /** The socket on it. */
  static final String SOCKET = FOLDER + "/app.sock";

  private static final String NAME = "socket";

  void share(TaskDefinition task, ContainerDefinition listens, ContainerDefinition connects) {
    task.addVolume(Volume.builder().name(NAME).dockerVolumeConfiguration(tmpfs()).build());
    listens.addMountPoints(mount(false));
    // To connect is not to write to the volume.
    connects.addMountPoints(mount(true));
  }

  private DockerVolumeConfiguration tmpfs() {
    String options =
        "size=1m,mode=0700,noexec,nosuid,nodev,uid=" + user.uid() + ",gid=" + user.gid();
    return DockerVolumeConfiguration.builder()
        .driver("local")
        .scope(Scope.TASK)
        .driverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", options))
        .build();
  }

  private static MountPoint mount(boolean readOnly) {
    return MountPoint.builder().sourceVolume(NAME).containerPath(FOLDER).readOnly(readOnly).build();
  }
}
