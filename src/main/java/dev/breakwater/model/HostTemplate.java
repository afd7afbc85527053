package dev.breakwater.model;

/**
 * What container instances are started from: a launch template or a launch configuration.
 *
 * @param name its name; its location is the resource's when the name is absent
 * @param httpTokens {@code MetadataOptions.HttpTokens}: {@code required} or {@code optional}
 * @param httpPutResponseHopLimit {@code MetadataOptions.HttpPutResponseHopLimit}, 1 to 64
 * @param keyName the SSH key pair
 * @param userData the user data, plain
 */
public record HostTemplate(
    Setting<String> name,
    Setting<String> httpTokens,
    Setting<Integer> httpPutResponseHopLimit,
    Setting<String> keyName,
    Setting<String> userData) {
  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
