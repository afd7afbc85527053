package dev.breakwater.construct;

import java.util.Objects;
import software.amazon.awscdk.services.ecs.ContainerImage;

/**
 * One container of a {@link HardenedTask}. What hardens it is not among its properties: it always
 * runs as a numbered non-root user, without capabilities and with a read-only root filesystem.
 *
 * @param image what runs; pinned: an asset, or a reference with a digest
 * @param cpu CPU units, 1024 to a vCPU, 2 to 196608
 * @param memoryLimitMiB the hard limit in MiB, at least 6 more than its writable paths take
 * @param essential whether the task stops with it; true by default
 * @param traits what it does
 */
public record HardenedContainerProps(
    ContainerImage image, int cpu, int memoryLimitMiB, boolean essential, ContainerTraits traits) {
  /**
   * A container.
   *
   * @throws NullPointerException for a missing image or missing traits
   * @throws IllegalArgumentException for CPU and memory out of range, for memory that the writable
   *     paths use up, and for an essential container without a health check
   */
  public HardenedContainerProps {
    Objects.requireNonNull(image, "image is required");
    Objects.requireNonNull(traits, "traits are required");
    Wanted.between("cpu of a container", cpu, 2, 196_608, " units");
    int least = traits.writableMebibytes() + TaskSize.LEAST_MEMORY;
    if (memoryLimitMiB < least || memoryLimitMiB > TaskSize.MOST_MEMORY) {
      throw Wanted.refused(
          "memoryLimitMiB of a container",
          least
              + " to "
              + TaskSize.MOST_MEMORY
              + " MiB ("
              + TaskSize.LEAST_MEMORY
              + " and what its writable paths take)",
          Integer.toString(memoryLimitMiB));
    }
    if (essential && traits.healthCheck().isEmpty()) {
      throw Wanted.refused(
          "healthCheck of an essential container", "set, or essential set to false", "none");
    }
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the properties of a container. */
  public static final class Builder extends ContainerSettings<Builder> {
    private ContainerImage image;
    private Integer cpu;
    private Integer memoryLimitMiB;
    private boolean essential = true;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * What runs. Required, and pinned: an asset, or a reference with a digest.
     *
     * @param image for example {@code ContainerImage.fromAsset("app-container")}
     */
    public Builder image(ContainerImage image) {
      this.image = image;
      return this;
    }

    /** CPU units, 1024 to a vCPU, 2 to 196608. Required. */
    public Builder cpu(int units) {
      this.cpu = units;
      return this;
    }

    /**
     * The hard limit in MiB, at least 6 more than the writable paths take, at most 25165824: beyond
     * it the kernel ends the container. Required.
     */
    public Builder memoryLimitMiB(int mebibytes) {
      this.memoryLimitMiB = mebibytes;
      return this;
    }

    /**
     * Whether the task stops when this container does; true by default, and then it needs a health
     * check.
     */
    public Builder essential(boolean essential) {
      this.essential = essential;
      return this;
    }

    /**
     * The properties, checked.
     *
     * @throws NullPointerException without an image, CPU or memory
     * @throws IllegalArgumentException for a value out of range, and for an essential container
     *     without a health check
     */
    public HardenedContainerProps build() {
      return new HardenedContainerProps(
          image,
          Objects.requireNonNull(cpu, "cpu is required"),
          Objects.requireNonNull(memoryLimitMiB, "memoryLimitMiB is required"),
          essential,
          traits());
    }
  }
}
