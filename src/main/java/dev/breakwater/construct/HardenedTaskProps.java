package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * A task as a whole.
 *
 * @param placement where it runs; Fargate by default
 * @param cpu CPU units of the whole task, 1024 to a vCPU; 256 by default. On Fargate 256, 512,
 *     1024, 2048, 4096, 8192 or 16384; on EC2 128 to 196608
 * @param memoryLimitMiB memory of the whole task in MiB; 512 by default. On Fargate a size that it
 *     sells with that CPU; on EC2 6 to 25165824
 * @param cpuArchitecture what its images are built for, X86_64 or ARM64; X86_64 by default
 * @param logRetention how long its logs are kept, not for ever; three months by default
 * @param logEncryptionKey a key of one's own for its logs; CloudWatch's by default
 */
public record HardenedTaskProps(
    Placement placement,
    int cpu,
    int memoryLimitMiB,
    CpuArchitecture cpuArchitecture,
    RetentionDays logRetention,
    Optional<IKey> logEncryptionKey) {
  /**
   * A task. Its sizes, which depend on the placement, are checked by {@link HardenedTask}.
   *
   * @throws NullPointerException for what is missing
   */
  public HardenedTaskProps {
    Objects.requireNonNull(placement, "placement is required");
    Objects.requireNonNull(cpuArchitecture, "cpuArchitecture is required");
    Objects.requireNonNull(logRetention, "logRetention is required");
    Objects.requireNonNull(logEncryptionKey, "logEncryptionKey is required, or an empty one");
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the properties of a task. */
  public static final class Builder extends TaskSettings<Builder> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /** The properties; {@link HardenedTask} checks the sizes. */
    public HardenedTaskProps build() {
      return props();
    }
  }
}
