package dev.breakwater.model;

import java.util.Objects;

/**
 * What container instances are started from: a launch template or a launch configuration.
 *
 * @param name its name; its location is the resource's when the name is absent
 * @param system what its image runs
 * @param httpEndpoint {@code MetadataOptions.HttpEndpoint}: {@code enabled} or {@code disabled}
 * @param httpTokens {@code MetadataOptions.HttpTokens}: {@code required} or {@code optional}
 * @param httpPutResponseHopLimit {@code MetadataOptions.HttpPutResponseHopLimit}, 1 to 64
 * @param keyName the SSH key pair
 * @param blockDevices its EBS volumes; one that is none is absent
 * @param userData what it sets up when it starts
 */
public record HostTemplate(
    Setting<String> name,
    HostSystem system,
    Setting<String> httpEndpoint,
    Setting<String> httpTokens,
    Setting<Integer> httpPutResponseHopLimit,
    Setting<String> keyName,
    Values<BlockDevice> blockDevices,
    Setting<UserData> userData) {
  public HostTemplate {
    Objects.requireNonNull(system, "system");
  }

  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
