package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What a builder collects of a task as a whole.
 *
 * @param <S> the builder itself
 */
public abstract sealed class TaskSettings<S extends TaskSettings<S>>
    permits HardenedTaskProps.Builder, HardenedTask.Builder {
  private Placement placement = Placement.fargate();
  private int cpu = 256;
  private int memoryLimitMiB = 512;
  private CpuArchitecture cpuArchitecture = CpuArchitecture.X86_64;
  private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
  private Optional<IKey> logEncryptionKey = Optional.empty();

  TaskSettings() {}

  abstract S self();

  /** Where the task runs; {@link Placement#fargate()} by default. */
  public S placement(Placement placement) {
    this.placement = Objects.requireNonNull(placement, "placement is required");
    return self();
  }

  /**
   * CPU units of the whole task, 1024 to a vCPU; 256 by default. On Fargate 256, 512, 1024, 2048,
   * 4096, 8192 or 16384; on EC2 128 to 196608.
   */
  public S cpu(int units) {
    this.cpu = units;
    return self();
  }

  /**
   * Memory of the whole task in MiB; 512 by default. On Fargate a size that it sells with that CPU,
   * 512 to 122880; on EC2 6 to 25165824.
   */
  public S memoryLimitMiB(int mebibytes) {
    this.memoryLimitMiB = mebibytes;
    return self();
  }

  /** What the images are built for, {@code X86_64} or {@code ARM64}; {@code X86_64} by default. */
  public S cpuArchitecture(CpuArchitecture architecture) {
    this.cpuArchitecture = Objects.requireNonNull(architecture, "cpuArchitecture is required");
    return self();
  }

  /**
   * How long the logs are kept; {@code THREE_MONTHS} by default. {@code INFINITE} is refused by the
   * construct.
   */
  public S logRetention(RetentionDays days) {
    this.logRetention = Objects.requireNonNull(days, "logRetention is required");
    return self();
  }

  /**
   * A key of one's own for the logs; CloudWatch's own by default. Its policy gets what CloudWatch
   * Logs needs.
   */
  public S logEncryptionKey(IKey key) {
    this.logEncryptionKey =
        Optional.of(Objects.requireNonNull(key, "logEncryptionKey is required"));
    return self();
  }

  HardenedTaskProps props() {
    return new HardenedTaskProps(
        placement, cpu, memoryLimitMiB, cpuArchitecture, logRetention, logEncryptionKey);
  }
}
