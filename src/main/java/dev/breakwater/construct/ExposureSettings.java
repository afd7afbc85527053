package dev.breakwater.construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * What a builder collects of a load balancer.
 *
 * @param <S> the builder itself
 */
public abstract sealed class ExposureSettings<S extends ExposureSettings<S>>
    extends ContainerSettings<S> permits ProxyContainerSettings {
  private final List<ICertificate> certificates = new ArrayList<>();
  private final List<IPeer> clients = new ArrayList<>();
  private boolean plainHttp;
  private boolean internetFacing;
  private Optional<IBucket> accessLogs = Optional.empty();
  private boolean deletionProtection;

  ExposureSettings() {}

  /**
   * The certificate for HTTPS; call again for more. Required, or {@link
   * #plainHttpWithoutEncryption}.
   */
  public S certificate(ICertificate certificate) {
    certificates.add(Objects.requireNonNull(certificate, "certificate is required"));
    return self();
  }

  /**
   * Gives up encryption between the clients and the load balancer. Whoever is on the way reads and
   * changes everything, passwords included: for a first try, or behind something that encrypts.
   */
  public S plainHttpWithoutEncryption() {
    this.plainHttp = true;
    return self();
  }

  /** Lets the Internet reach the load balancer; by default it is internal to the VPC. */
  public S internetFacing() {
    this.internetFacing = true;
    return self();
  }

  /**
   * Who may connect to the load balancer; call again for more. By default the VPC, or, where it
   * faces the Internet, everybody.
   */
  public S allowClients(IPeer peer) {
    clients.add(Objects.requireNonNull(peer, "peer is required"));
    return self();
  }

  /**
   * Where the load balancer writes its access log; nowhere by default. The stack needs a region
   * that is known at synth; one without is refused by the construct.
   */
  public S accessLogs(IBucket bucket) {
    this.accessLogs = Optional.of(Objects.requireNonNull(bucket, "accessLogs are required"));
    return self();
  }

  /** Whether the load balancer refuses to be deleted; false by default. */
  public S deletionProtection(boolean on) {
    this.deletionProtection = on;
    return self();
  }

  ProxiedServiceProps.Exposure exposure() {
    return new ProxiedServiceProps.Exposure(
        certificates, plainHttp, internetFacing, clients, accessLogs, deletionProtection);
  }
}
