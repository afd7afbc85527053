package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * What a {@link ProxiedService} follows from. Made by {@link #builder()}, whose methods say what
 * each means.
 *
 * @param cluster where it runs
 * @param task the task as a whole
 * @param desiredCount how many tasks
 * @param vpcSubnets awsvpc only: where the tasks' network interfaces are
 * @param application the application's container
 * @param proxy the proxy's container
 * @param exposure who reaches the load balancer, and how
 */
public record ProxiedServiceProps(
    ICluster cluster,
    HardenedTaskProps task,
    int desiredCount,
    Optional<SubnetSelection> vpcSubnets,
    Application application,
    Proxy proxy,
    Exposure exposure) {
  /** Refuses what is missing. */
  public ProxiedServiceProps {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(task, "task is required");
    Objects.requireNonNull(vpcSubnets, "vpcSubnets are required, or empty ones");
    Objects.requireNonNull(application, "application is required");
    Objects.requireNonNull(proxy, "proxy is required");
    Objects.requireNonNull(exposure, "exposure is required");
    Wanted.between("desiredCount", desiredCount, 0, 5000, " tasks");
  }

  /**
   * The application's container.
   *
   * @param image what runs
   * @param traits what it does
   * @param port the port that it listens on; none over a Unix socket
   * @param unixSocket whether it listens on a Unix socket instead
   * @param bindVariable the environment variable that tells it where to listen
   * @param cpu CPU units; what the proxy leaves by default
   * @param memoryLimitMiB MiB; what the proxy leaves by default
   */
  public record Application(
      ContainerImage image,
      ContainerTraits traits,
      OptionalInt port,
      boolean unixSocket,
      String bindVariable,
      OptionalInt cpu,
      OptionalInt memoryLimitMiB) {
    /** Refuses what is missing. */
    public Application {
      Objects.requireNonNull(image, "application is required");
    }
  }

  /**
   * The proxy's container.
   *
   * @param rateLimit what one client may send
   * @param settings changes the other settings
   * @param baseImage what its image is built on; the one that its Dockerfile names by default
   * @param cpu CPU units
   * @param memoryLimitMiB MiB; what its settings need by default
   */
  public record Proxy(
      RateLimit rateLimit,
      UnaryOperator<ProxySettings.Builder> settings,
      Optional<String> baseImage,
      int cpu,
      OptionalInt memoryLimitMiB) {}

  /**
   * The load balancer.
   *
   * @param certificates for HTTPS; none with plain HTTP
   * @param plainHttp whether it speaks HTTP without encryption
   * @param internetFacing whether the Internet reaches it
   * @param clients who may connect; the VPC, or everybody where it faces the Internet, by default
   * @param accessLogs where it writes its access log
   * @param deletionProtection whether it refuses to be deleted
   */
  public record Exposure(
      List<ICertificate> certificates,
      boolean plainHttp,
      boolean internetFacing,
      List<IPeer> clients,
      Optional<IBucket> accessLogs,
      boolean deletionProtection) {
    /** Refuses no way in, and two. */
    public Exposure {
      certificates = List.copyOf(certificates);
      clients = List.copyOf(clients);
      if (certificates.isEmpty() && !plainHttp) {
        throw Wanted.refused(
            "certificate", "given for HTTPS (or plainHttpWithoutEncryption called)", "none");
      }
      if (!certificates.isEmpty() && plainHttp) {
        throw Wanted.refused(
            "certificate", "left out with plainHttpWithoutEncryption", "both of them");
      }
    }
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the properties of a proxied service. */
  public static final class Builder extends ProxiedServiceSettings<Builder> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /** The properties. */
    public ProxiedServiceProps build() {
      return props();
    }
  }
}
