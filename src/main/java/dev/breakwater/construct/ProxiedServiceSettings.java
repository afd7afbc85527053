package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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
    extends ExposureSettings<S> permits ProxiedServiceProps.Builder, ProxiedService.Builder {
  private static final Pattern IMAGE_REFERENCE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,500}");

  private final HardenedTaskProps.Builder task = HardenedTaskProps.builder();
  private ICluster cluster;
  private ContainerImage application;
  private OptionalInt port = OptionalInt.empty();
  private boolean unixSocket;
  private String bindVariable = "BIND_ADDRESS";
  private OptionalInt applicationCpu = OptionalInt.empty();
  private OptionalInt applicationMemory = OptionalInt.empty();
  private RateLimit rateLimit = RateLimit.perClient(50, RateLimit.Period.PER_SECOND).burst(20);
  private UnaryOperator<ProxySettings.Builder> proxySettings = UnaryOperator.identity();
  private Optional<String> proxyBaseImage = Optional.empty();
  private int proxyCpu = 64;
  private OptionalInt proxyMemory = OptionalInt.empty();
  private int desiredCount = 2;
  private Optional<SubnetSelection> vpcSubnets = Optional.empty();

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
    this.port = OptionalInt.of(Wanted.between("port", port, 1, 65_535, ""));
    return self();
  }

  /**
   * Lets the application listen on a Unix socket, which it finds in its bind variable as {@code
   * unix:/run/breakwater/app.sock}, and on no port at all. EC2 only: it needs a tmpfs volume that
   * both containers mount, which Fargate does not have.
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
    PlainVariable.checkName(name);
    this.bindVariable = name;
    return self();
  }

  /** Where the service runs; {@link Placement#fargate()} by default. */
  public S placement(Placement placement) {
    task.placement(placement);
    return self();
  }

  /** CPU units of the whole task, 1024 to a vCPU; 256 by default. */
  public S cpu(int units) {
    task.cpu(units);
    return self();
  }

  /** Memory of the whole task in MiB; 512 by default. Fargate has fixed pairs with the CPU. */
  public S memoryLimitMiB(int mebibytes) {
    task.memoryLimitMiB(mebibytes);
    return self();
  }

  /** The application's CPU units; what the proxy leaves by default. */
  public S applicationCpu(int units) {
    this.applicationCpu = OptionalInt.of(units);
    return self();
  }

  /** The application's memory in MiB, a hard limit; what the proxy leaves by default. */
  public S applicationMemoryLimitMiB(int mebibytes) {
    this.applicationMemory = OptionalInt.of(mebibytes);
    return self();
  }

  /** The proxy's CPU units; 64 by default. */
  public S proxyCpu(int units) {
    this.proxyCpu = units;
    return self();
  }

  /** The proxy's memory in MiB, a hard limit; what its settings need by default. */
  public S proxyMemoryLimitMiB(int mebibytes) {
    this.proxyMemory = OptionalInt.of(mebibytes);
    return self();
  }

  /** What the images are built for; {@code X86_64} by default. */
  public S cpuArchitecture(CpuArchitecture architecture) {
    task.cpuArchitecture(architecture);
    return self();
  }

  /** How long the logs are kept; three months by default, never for ever. */
  public S logRetention(RetentionDays days) {
    task.logRetention(days);
    return self();
  }

  /** A key of one's own for the logs. Its policy gets what CloudWatch Logs needs. */
  public S logEncryptionKey(IKey key) {
    task.logEncryptionKey(key);
    return self();
  }

  /**
   * What one client may send, per task; 50 requests a second with a burst of 20 by default. The
   * rest gets 429.
   */
  public S rateLimit(RateLimit limit) {
    this.rateLimit = Objects.requireNonNull(limit, "rateLimit is required");
    return self();
  }

  /**
   * Changes further settings of the proxy: {@code proxySettings(proxy ->
   * proxy.maxBodyKibibytes(10_240).healthPath("/up"))}. Whose {@code X-Forwarded-For} is believed
   * is the VPC's range; where only the deployment knows that, {@code trust} must say it.
   *
   * <p>The ranges are those of {@link ProxySettings}, and narrower where the load balancer and ECS
   * wait for the proxy: {@code readTimeout} 1 to 3594 s, {@code keepAlive} more than 60 s and more
   * than {@code readTimeout} and 5 s, {@code shutdownTimeout} 1 to 115 s. The rate limit is given
   * by {@link #rateLimit} only.
   *
   * @param change changes the builder that it is given and returns it; another is refused
   */
  public S proxySettings(UnaryOperator<ProxySettings.Builder> change) {
    this.proxySettings = Objects.requireNonNull(change, "proxySettings are required");
    return self();
  }

  /** A Debian 12 image that the proxy's is built on, such as a mirror's; Debian's by default. */
  public S proxyBaseImage(String reference) {
    this.proxyBaseImage =
        Optional.of(
            Wanted.matching(
                "proxyBaseImage", reference, IMAGE_REFERENCE, "a reference to an image"));
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

  ProxiedServiceProps props() {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(application, "application is required");
    return new ProxiedServiceProps(
        cluster,
        task.build(),
        desiredCount,
        vpcSubnets,
        new ProxiedServiceProps.Application(
            application,
            traits(),
            port,
            unixSocket,
            bindVariable,
            applicationCpu,
            applicationMemory),
        new ProxiedServiceProps.Proxy(
            rateLimit, proxySettings, proxyBaseImage, proxyCpu, proxyMemory),
        exposure());
  }
}
