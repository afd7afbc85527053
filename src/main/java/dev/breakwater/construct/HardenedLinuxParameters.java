package dev.breakwater.construct;

import java.util.List;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.KernelCapabilitiesProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.LinuxParametersProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.TmpfsProperty;
import software.amazon.awscdk.services.ecs.Device;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.Tmpfs;
import software.constructs.Construct;

/**
 * The kernel's settings of a hardened container. The CDK's own {@code TmpfsMountOption.UID} and its
 * like render words without a value, which Docker refuses; so the whole is rendered here, by the
 * container that it belongs to, and no position in the list of containers is involved.
 */
final class HardenedLinuxParameters extends LinuxParameters {
  private final List<WritablePath> writable;
  private final ContainerUser user;

  HardenedLinuxParameters(
      Construct scope, String id, List<WritablePath> writable, ContainerUser user) {
    super(scope, id);
    this.writable = List.copyOf(writable);
    this.user = user;
  }

  /** Called by the CDK when it renders the task definition. */
  @Override
  public LinuxParametersProperty renderLinuxParameters() {
    LinuxParametersProperty.Builder rendered =
        LinuxParametersProperty.builder()
            .capabilities(KernelCapabilitiesProperty.builder().drop(List.of("ALL")).build())
            .initProcessEnabled(true);
    if (!writable.isEmpty()) {
      rendered.tmpfs(writable.stream().map(this::tmpfs).toList());
    }
    return rendered.build();
  }

  private TmpfsProperty tmpfs(WritablePath path) {
    return TmpfsProperty.builder()
        .containerPath(path.path())
        .size(path.mebibytes())
        .mountOptions(path.mountOptions(user))
        .build();
  }

  @Override
  public void addCapabilities(Capability... capabilities) {
    throw new IllegalArgumentException("a hardened container must have no capabilities");
  }

  @Override
  public void addDevices(Device... devices) {
    throw new IllegalArgumentException("a hardened container must have no devices of the host");
  }

  @Override
  public void addTmpfs(Tmpfs... tmpfs) {
    throw new IllegalArgumentException(
        "a writable place of a hardened container must be given by writablePath");
  }
}
