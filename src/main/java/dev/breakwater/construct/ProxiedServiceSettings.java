package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What a builder collects of a proxied service. The methods without a container's name in them are
 * about the task as a whole or about the application.
 *
 * @param <S> the builder itself
 */
public abstract sealed class ProxiedServiceSettings<S extends ProxiedServiceSettings<S>>
    extends ProxyContainerSettings<S> permits ProxiedServiceProps.Builder, ProxiedService.Builder {
  private final HardenedTaskProps.Builder task = HardenedTaskProps.builder();
  private ICluster cluster;
  private ContainerImage application;
  private OptionalInt port = OptionalInt.empty();
  private boolean unixSocket;
  private String bindVariable = "BIND_ADDRESS";
  private OptionalInt applicationCpu = OptionalInt.empty();
  private OptionalInt applicationMemory = OptionalInt.empty();
  private int desiredCount = 2;
  private Optional<SubnetSelection> vpcSubnets = Optional.empty();
  private Optional<Duration> healthCheckGracePeriod = Optional.empty();

  ProxiedServiceSettings() {}

  /** Where the service runs. Required. */
  public S cluster(ICluster cluster) {
    this.cluster = cluster;
    return self();
  }

  /** The application. Required, and pinned: an asset, or a reference with a digest. */
  public S application(ContainerImage image) {
    this.application = image;
    return self();
  }

  /**
   * The port that the application listens on, 1 to 65535. Required, unless it listens on a Unix
   * socket. The proxy takes 8080, or 8081 where the application has 8080.
   */
  public S port(int port) {
    this.port = OptionalInt.of(port);
    return self();
  }

  /**
   * Lets the application listen on a Unix socket, which it finds in its bind variable as {@code
   * unix:/run/breakwater/app.sock}, and on no port at all. EC2 only: it needs a tmpfs volume that
   * both containers mount, which Fargate does not have. Off by default.
   */
  public S unixSocket() {
    this.unixSocket = true;
    return self();
  }

  /**
   * The environment variable that tells the application which address to listen on; {@code
   * BIND_ADDRESS} by default. It gets {@code 127.0.0.1} on awsvpc, where the containers share one
   * network; {@code 0.0.0.0} on EC2 bridge, where the link comes in by the application's own
   * interface and no port of it is mapped.
   */
  public S bindVariable(String name) {
    this.bindVariable = name;
    return self();
  }

  /** Where the service runs; {@link Placement#fargate()} by default. */
  public S placement(Placement placement) {
    task.placement(placement);
    return self();
  }

  /**
   * CPU units of the whole task, 1024 to a vCPU; 256 by default. On Fargate 256, 512, 1024, 2048,
   * 4096, 8192 or 16384; on EC2 128 to 196608.
   */
  public S cpu(int units) {
    task.cpu(units);
    return self();
  }

  /**
   * Memory of the whole task in MiB; 512 by default. On Fargate a size that it sells with that CPU,
   * 512 to 122880; on EC2 6 to 25165824.
   */
  public S memoryLimitMiB(int mebibytes) {
    task.memoryLimitMiB(mebibytes);
    return self();
  }

  /** The application's CPU units, 1024 to a vCPU, at least 2; what the proxy leaves by default. */
  public S applicationCpu(int units) {
    this.applicationCpu = OptionalInt.of(units);
    return self();
  }

  /**
   * The application's memory in MiB, a hard limit, at least 6 more than its writable paths take;
   * what the proxy leaves by default.
   */
  public S applicationMemoryLimitMiB(int mebibytes) {
    this.applicationMemory = OptionalInt.of(mebibytes);
    return self();
  }

  /** What the images are built for, {@code X86_64} or {@code ARM64}; {@code X86_64} by default. */
  public S cpuArchitecture(CpuArchitecture architecture) {
    task.cpuArchitecture(architecture);
    return self();
  }

  /**
   * How long the logs are kept; {@code THREE_MONTHS} by default. {@code INFINITE} is refused by the
   * construct.
   */
  public S logRetention(RetentionDays days) {
    task.logRetention(days);
    return self();
  }

  /**
   * A key of one's own for the logs; CloudWatch's own by default. Its policy gets what CloudWatch
   * Logs needs.
   */
  public S logEncryptionKey(IKey key) {
    task.logEncryptionKey(key);
    return self();
  }

  /** How many tasks, 0 to 5000; 2 by default, so that one can fail. */
  public S desiredCount(int tasks) {
    this.desiredCount = tasks;
    return self();
  }

  /** Where the tasks' network interfaces are; the VPC's private subnets by default. */
  public S vpcSubnets(SubnetSelection subnets) {
    this.vpcSubnets = Optional.of(Objects.requireNonNull(subnets, "vpcSubnets are required"));
    return self();
  }

  /**
   * How long ECS overlooks failed health checks of a new task, 0 to 2147483647 s. By default as
   * long as the application's health check lets it take to start, and 60 s for the proxy and the
   * load balancer: 135 s with the default times.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">
   *     healthCheckGracePeriodSeconds</a>
   */
  public S healthCheckGracePeriod(Duration period) {
    this.healthCheckGracePeriod =
        Optional.of(Objects.requireNonNull(period, "healthCheckGracePeriod is required"));
    return self();
  }

  ProxiedServiceProps props() {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(application, "application is required");
    return new ProxiedServiceProps(
        cluster,
        task.build(),
        desiredCount,
        vpcSubnets,
        healthCheckGracePeriod,
        new ProxiedServiceProps.Application(
            application,
            traits(),
            port,
            unixSocket,
            bindVariable,
            applicationCpu,
            applicationMemory),
        proxy(),
        exposure());
  }
}
