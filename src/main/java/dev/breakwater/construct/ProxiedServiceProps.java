package dev.breakwater.construct;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.RequestInspection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awscdk.Duration;
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
 * @param desiredCount how many tasks, 0 to 5000; 2 by default
 * @param vpcSubnets awsvpc only: where the tasks' network interfaces are; the private subnets by
 *     default
 * @param healthCheckGracePeriod how long ECS overlooks failed health checks of a new task, 0 to
 *     2147483647 s; by default as long as the application, the proxy and the load balancer take
 * @param application the application's container
 * @param proxy the proxy's container
 * @param exposure who reaches the load balancer, and how
 */
public record ProxiedServiceProps(
    ICluster cluster,
    HardenedTaskProps task,
    int desiredCount,
    Optional<SubnetSelection> vpcSubnets,
    Optional<Duration> healthCheckGracePeriod,
    Application application,
    Proxy proxy,
    Exposure exposure) {
  /**
   * A proxied service.
   *
   * @throws NullPointerException for what is missing
   * @throws IllegalArgumentException for a value out of range
   */
  public ProxiedServiceProps {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(task, "task is required");
    Objects.requireNonNull(vpcSubnets, "vpcSubnets are required, or empty ones");
    Objects.requireNonNull(application, "application is required");
    Objects.requireNonNull(proxy, "proxy is required");
    Objects.requireNonNull(exposure, "exposure is required");
    HardenedServiceProps.check(desiredCount, healthCheckGracePeriod);
  }

  /**
   * The application's container.
   *
   * @param image what runs; pinned: an asset, or a reference with a digest
   * @param traits what it does; with a health check, without the bind variable
   * @param port the port that it listens on, 1 to 65535; none over a Unix socket
   * @param unixSocket whether it listens on a Unix socket instead; its user is the proxy's then
   * @param bindVariable the environment variable that tells it where to listen
   * @param cpu CPU units, 1024 to a vCPU; what the proxy leaves by default
   * @param memoryLimitMiB a hard limit in MiB; what the proxy leaves by default
   */
  public record Application(
      ContainerImage image,
      ContainerTraits traits,
      OptionalInt port,
      boolean unixSocket,
      String bindVariable,
      OptionalInt cpu,
      OptionalInt memoryLimitMiB) {
    /**
     * An application.
     *
     * @throws NullPointerException for a missing image, port or health check
     * @throws IllegalArgumentException for a port out of range, a port and a Unix socket, another
     *     user than the proxy's on a Unix socket, a bind variable that is already set
     */
    public Application {
      Objects.requireNonNull(image, "application is required");
      Objects.requireNonNull(traits, "traits are required");
      PlainVariable.checkName(bindVariable);
      port.ifPresent(given -> Wanted.between("port", given, 1, 65_535, ""));
      if (unixSocket) {
        checkSocket(port, traits.user());
      } else if (port.isEmpty()) {
        throw new NullPointerException("port is required");
      }
      if (traits.healthCheck().isEmpty()) {
        throw new NullPointerException("healthCheck is required");
      }
      if (traits.environment().containsKey(bindVariable)
          || traits.secrets().containsKey(bindVariable)) {
        throw Wanted.refused(
            "environment variable " + bindVariable,
            "left to the construct, which sets where the application listens",
            "one");
      }
    }

    private static void checkSocket(OptionalInt port, ContainerUser user) {
      if (port.isPresent()) {
        throw Wanted.refused("port", "left out with unixSocket", Integer.toString(port.getAsInt()));
      }
      if (!user.toString().equals(ProxyImage.USER)) {
        throw Wanted.refused(
            "user",
            "the proxy's, "
                + ProxyImage.USER
                + ", with unixSocket (nobody else may use the socket)",
            user.toString());
      }
    }
  }

  /**
   * The proxy's container.
   *
   * @param rateLimit what one client may send, per task
   * @param inspection how requests are inspected; not at all by default
   * @param settings changes the other settings, of the builder that it is given
   * @param baseImage a reference to what its image is built on; the one that its Dockerfile names
   *     by default
   * @param packagesAsOf the day as of which its image has Debian's packages; none by default, and
   *     then they are those of the last build
   * @param cpu CPU units, 1024 to a vCPU, at least 2 and 2 less than the task's
   * @param memoryLimitMiB a hard limit in MiB; what its settings need by default, at least 128
   * @param monitoring how it is watched; by its log alone by default
   */
  public record Proxy(
      RateLimit rateLimit,
      Optional<RequestInspection> inspection,
      UnaryOperator<ProxySettings.Builder> settings,
      Optional<String> baseImage,
      Optional<LocalDate> packagesAsOf,
      int cpu,
      OptionalInt memoryLimitMiB,
      Optional<ProxyMonitoring> monitoring) {
    private static final Pattern IMAGE_REFERENCE =
        Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,500}");

    /**
     * A proxy.
     *
     * @throws IllegalArgumentException for a base image that is no reference
     */
    public Proxy {
      Objects.requireNonNull(rateLimit, "rateLimit is required");
      Objects.requireNonNull(inspection, "inspection is required, or an empty one");
      Objects.requireNonNull(settings, "proxySettings are required");
      Objects.requireNonNull(packagesAsOf, "packagesAsOf is required, or an empty one");
      Objects.requireNonNull(memoryLimitMiB, "memoryLimitMiB is required, or an empty one");
      Objects.requireNonNull(monitoring, "monitoring is required, or an empty one");
      baseImage.ifPresent(
          reference ->
              Wanted.matching(
                  "proxyBaseImage", reference, IMAGE_REFERENCE, "a reference to an image"));
    }
  }

  /**
   * The load balancer.
   *
   * @param certificates for HTTPS, at least one; none with plain HTTP
   * @param plainHttp whether it speaks HTTP without encryption; false by default
   * @param internetFacing whether the Internet reaches it; false by default
   * @param clients who may connect; the VPC, or everybody where it faces the Internet, by default
   * @param accessLogs where it writes its access log; nowhere by default
   * @param deletionProtection whether it refuses to be deleted; false by default
   */
  public record Exposure(
      List<ICertificate> certificates,
      boolean plainHttp,
      boolean internetFacing,
      List<IPeer> clients,
      Optional<IBucket> accessLogs,
      boolean deletionProtection) {
    /**
     * A load balancer.
     *
     * @throws IllegalArgumentException for neither a certificate nor plain HTTP, and for both
     */
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

    /**
     * The properties, checked by themselves; {@link ProxiedService} checks them together.
     *
     * @throws NullPointerException without a cluster, an application, its port or its health check
     * @throws IllegalArgumentException without a certificate, for a value out of range
     */
    public ProxiedServiceProps build() {
      return props();
    }
  }
}
