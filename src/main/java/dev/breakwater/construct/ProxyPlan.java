package dev.breakwater.construct;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxyMemory;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RequestInspection;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.HealthCheck;

/**
 * What follows from a proxied service's properties before anything is made: ports, sizes, times.
 */
final class ProxyPlan {
  /** The application's alias on a bridge link, and its container's name. */
  static final String APPLICATION = "app";

  /** Between the end of nginx's patience and the kill. */
  static final int SPARE_SECONDS = 5;

  /** The rules take 20 MB, and what a worker has of its own. */
  private static final int INSPECTION_MEBIBYTES = 32;

  /** A form takes twelve times its size until it is answered; so many may wait for that at once. */
  private static final int INSPECTED_BODIES = 64;

  private static final int TIMES_ITS_SIZE = 12;

  /** An ordinary request takes a millisecond of a vCPU, the largest body a fifth of a second. */
  private static final int LEAST_INSPECTION_CPU = 256;

  private static final int LEAST_PROXY_MEBIBYTES = 128;
  private static final int LEAST_APPLICATION_CPU = 2;

  /** The proxy's first check comes after 10 s, the load balancer's second after 15 s more. */
  private static final int BEHIND_APPLICATION_SECONDS = 60;

  private final ProxiedServiceProps props;
  private final ProxySettings settings;
  private final int bodies;
  private final int proxyMemory;

  ProxyPlan(ProxiedServiceProps props) {
    this.props = props;
    new TaskSize(props.task().placement(), props.task().cpu(), props.task().memoryLimitMiB());
    checkPlacement();
    settings = AgreedSettings.of(props);
    ProxyMemory memory = new ProxyMemory(settings);
    bodies = memory.temporaryMebibytes();
    int needed =
        memory.mebibytes() + settings.inspection().map(this::inspectionMebibytes).orElse(0);
    proxyMemory = props.proxy().memoryLimitMiB().orElse(Math.max(LEAST_PROXY_MEBIBYTES, needed));
    if (proxyMemory < needed) {
      throw Wanted.refused(
          "proxyMemoryLimitMiB",
          "at least " + needed + " MiB for what the proxy's settings need",
          Integer.toString(proxyMemory));
    }
    checkRoom();
  }

  private int inspectionMebibytes(RequestInspection inspection) {
    int kept = Math.min(inspection.inspectedKibibytes(), settings.largestBodyKibibytes());
    return INSPECTION_MEBIBYTES * settings.workers()
        + mebibytes(TIMES_ITS_SIZE * INSPECTED_BODIES * kept)
        + mebibytes(settings.largestBodyKibibytes()) * settings.workers();
  }

  private static int mebibytes(int kibibytes) {
    return (kibibytes + 1023) / 1024;
  }

  private void checkPlacement() {
    if (props.application().unixSocket() && props.task().placement().isFargate()) {
      throw Wanted.refused(
          "placement",
          "on EC2 with unixSocket (Fargate has no tmpfs that two containers share)",
          "Fargate");
    }
  }

  private void checkRoom() {
    int least = props.application().traits().writableMebibytes() + TaskSize.LEAST_MEMORY;
    int memory = props.task().memoryLimitMiB();
    long needed = (long) proxyMemory + least;
    if (memory < needed) {
      throw Wanted.refused(
          "memoryLimitMiB",
          "at least "
              + needed
              + " MiB (the proxy takes "
              + proxyMemory
              + ", the application and its writable paths "
              + least
              + ")",
          Integer.toString(memory));
    }
    int cpu = props.task().cpu();
    Wanted.between("proxyCpu", props.proxy().cpu(), 2, cpu - LEAST_APPLICATION_CPU, " units");
    if (settings.inspection().isPresent() && props.proxy().cpu() < LEAST_INSPECTION_CPU) {
      throw Wanted.refused(
          "proxyCpu",
          "at least " + LEAST_INSPECTION_CPU + " units with inspection",
          Integer.toString(props.proxy().cpu()));
    }
  }

  ProxySettings proxySettings() {
    return settings;
  }

  /** Where the application must listen so that only the proxy reaches it. */
  String bindAddress() {
    if (props.application().unixSocket()) {
      return "unix:" + SocketVolume.SOCKET;
    }
    return props.task().placement().isBridge() ? "0.0.0.0" : "127.0.0.1";
  }

  /** Longer than the application may pause, so that the proxy answers and not the load balancer. */
  int idleSeconds() {
    return idleSeconds(settings);
  }

  static int idleSeconds(ProxySettings settings) {
    long pause = settings.timeouts().read().toSeconds();
    if (settings.streaming().mayBeSilent()) {
      pause = Math.max(pause, settings.timeouts().stream().toSeconds());
    }
    return Math.toIntExact(Math.max(60, pause + SPARE_SECONDS));
  }

  /** A request that was sent when the draining began is answered before the stop. */
  int drainSeconds() {
    return Math.toIntExact(settings.timeouts().read().toSeconds() + SPARE_SECONDS);
  }

  /**
   * Until the application is healthy at the latest, or ECS gives it up; then the proxy starts and
   * the load balancer probes it.
   */
  Duration healthCheckGracePeriod() {
    return props.healthCheckGracePeriod().orElseGet(this::starting);
  }

  private Duration starting() {
    ContainerHealth health = props.application().traits().healthCheck().orElseThrow();
    return Duration.seconds(health.mostStartSeconds() + BEHIND_APPLICATION_SECONDS);
  }

  HardenedContainerProps application() {
    ProxiedServiceProps.Application application = props.application();
    return new HardenedContainerProps(
        application.image(),
        application.cpu().orElse(props.task().cpu() - props.proxy().cpu()),
        application.memoryLimitMiB().orElse(props.task().memoryLimitMiB() - proxyMemory),
        true,
        application.traits().with(application.bindVariable(), bindAddress()));
  }

  HardenedContainerProps proxy(ContainerImage image) {
    return HardenedContainerProps.builder()
        .image(image)
        .cpu(props.proxy().cpu())
        .memoryLimitMiB(proxyMemory)
        .user(ProxyImage.USER)
        .writablePath(ProxyImage.WRITABLE_PATH, Size.mebibytes(bodies))
        .healthCheck(
            HealthCheck.builder()
                .command(ProxyImage.HEALTH_CHECK)
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .retries(3)
                .startPeriod(Duration.seconds(5))
                .build())
        .stopTimeout(Duration.seconds(settings.timeouts().shutdown().toSeconds() + SPARE_SECONDS))
        .build();
  }
}
