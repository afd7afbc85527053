package dev.breakwater.model;

import java.util.List;
import java.util.Map;

/**
 * One of {@code volumes}.
 *
 * @param name the name that mount points use
 * @param hostSourcePath {@code host.sourcePath}: a path of the host; absent means that the platform
 *     makes the volume
 * @param dockerDriver {@code dockerVolumeConfiguration.driver}
 * @param kinds which of the API's volume configurations are written, such as {@code
 *     efsVolumeConfiguration}; {@code host} too
 * @param efs {@code efsVolumeConfiguration}
 * @param dockerDriverOptions {@code dockerVolumeConfiguration.driverOpts}: a local driver can bind
 *     a host path with {@code device}
 */
public record Volume(
    Setting<String> name,
    Setting<String> hostSourcePath,
    Setting<String> dockerDriver,
    List<String> kinds,
    Setting<Efs> efs,
    Map<String, Setting<String>> dockerDriverOptions) {
  public Volume {
    kinds = List.copyOf(kinds);
    dockerDriverOptions = Map.copyOf(dockerDriverOptions);
  }

  /**
   * A file system of EFS.
   *
   * @param transitEncryption {@code ENABLED} or {@code DISABLED}
   */
  public record Efs(Setting<String> transitEncryption) {}
}
