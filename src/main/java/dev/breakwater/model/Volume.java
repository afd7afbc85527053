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
 * @param dockerDriverOptions {@code dockerVolumeConfiguration.driverOpts}: a local driver can bind
 *     a host path with {@code device}
 */
public record Volume(
    Setting<String> name,
    Setting<String> hostSourcePath,
    Setting<String> dockerDriver,
    List<String> kinds,
    Map<String, Setting<String>> dockerDriverOptions) {
  public Volume {
    kinds = List.copyOf(kinds);
    dockerDriverOptions = Map.copyOf(dockerDriverOptions);
  }
}
