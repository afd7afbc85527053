package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDependency;
import software.amazon.awscdk.services.ecs.ContainerDependencyCondition;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A hardened application behind a rate-limiting proxy behind a load balancer. The application is
 * reached through the proxy only: it listens on loopback, behind a link, or on a Unix socket, and
 * the security group lets the load balancer reach the proxy's port and nothing else.
 *
 * <p>The load balancer is internal and speaks HTTPS, unless the builder is told otherwise.
 */
public final class ProxiedService extends Construct implements IConnectable, IGrantable {
  private static final String PROXY = "proxy";

  private final ProxySettings proxySettings;
  private final HardenedTask task;
  private final ContainerDefinition application;
  private final ContainerDefinition proxy;
  private final HardenedService service;
  private final FrontDoor door;
  private final Optional<MonitoredProxy> monitoring;

  /**
   * A proxied service.
   *
   * @throws IllegalArgumentException for parts that do not fit together: sizes, ports, times, a
   *     Unix socket on Fargate, nobody to trust, nobody who may connect
   */
  public ProxiedService(Construct scope, String id, ProxiedServiceProps props) {
    super(scope, id);
    ProxyPlan plan = new ProxyPlan(props);
    proxySettings = plan.proxySettings();
    task = new HardenedTask(this, "Task", props.task());
    application = task.addContainer(ProxyPlan.APPLICATION, plan.application());
    proxy =
        task.addContainer(
            PROXY,
            plan.proxy(
                ProxyAsset.image(
                    this, proxySettings, props.task().cpuArchitecture(), props.proxy())));
    proxy.addPortMappings(PortMapping.builder().containerPort(proxySettings.port()).build());
    proxy.addContainerDependencies(
        ContainerDependency.builder()
            .container(application)
            .condition(ContainerDependencyCondition.HEALTHY)
            .build());
    join(props);
    service = new HardenedService(this, "Service", serviceProps(props, plan));
    door =
        new FrontDoor(
            this,
            props,
            plan,
            service
                .getService()
                .loadBalancerTarget(
                    LoadBalancerTargetOptions.builder()
                        .containerName(PROXY)
                        .containerPort(proxySettings.port())
                        .build()));
    monitoring =
        props
            .proxy()
            .monitoring()
            .map(wanted -> new MonitoredProxy(this, wanted, task.getLogGroups().get(PROXY)));
  }

  /** Lets the proxy reach the application where the network alone does not. */
  private void join(ProxiedServiceProps props) {
    if (props.application().unixSocket()) {
      new SocketVolume(props.application().traits().user())
          .share(getTaskDefinition(), application, proxy);
    } else if (props.task().placement().isBridge()) {
      proxy.addLink(application, ProxyPlan.APPLICATION);
    }
  }

  private HardenedServiceProps serviceProps(ProxiedServiceProps props, ProxyPlan plan) {
    return new HardenedServiceProps(
        props.cluster(),
        task,
        props.desiredCount(),
        props.vpcSubnets(),
        Optional.of(plan.healthCheckGracePeriod()));
  }

  /** The service: {@code autoScaleTaskCount}, {@code metricCpuUtilization} and the like. */
  public BaseService getService() {
    return service.getService();
  }

  /** The task: further containers go in by its {@code addContainer}. */
  public HardenedTask getTask() {
    return task;
  }

  /** The task definition. */
  public TaskDefinition getTaskDefinition() {
    return task.getTaskDefinition();
  }

  /** The application's container. */
  public ContainerDefinition getApplicationContainer() {
    return application;
  }

  /** The proxy's container. */
  public ContainerDefinition getProxyContainer() {
    return proxy;
  }

  /** What the proxy's configuration was rendered from. */
  public ProxySettings getProxySettings() {
    return proxySettings;
  }

  /** The load balancer: {@code getMetrics()}, {@code getLoadBalancerDnsName()} and the like. */
  public ApplicationLoadBalancer getLoadBalancer() {
    return door.loadBalancer;
  }

  /** The listener that serves: HTTPS, or HTTP where that was chosen. */
  public ApplicationListener getListener() {
    return door.listeners.get(0);
  }

  /** All listeners: the one that serves, then the one that redirects, if there is one. */
  public List<ApplicationListener> getListeners() {
    return List.copyOf(door.listeners);
  }

  /** The target group: {@code getMetrics().requestCount()} and the like. */
  public ApplicationTargetGroup getTargetGroup() {
    return door.targetGroup;
  }

  /**
   * The security groups by what they belong to: {@code loadBalancer}, and {@code tasks} on awsvpc.
   */
  public Map<String, SecurityGroup> getSecurityGroups() {
    return service
        .getSecurityGroup()
        .map(tasks -> Map.of("loadBalancer", door.securityGroup, "tasks", tasks))
        .orElse(Map.of("loadBalancer", door.securityGroup));
  }

  /** The log groups by their containers' names. */
  public Map<String, LogGroup> getLogGroups() {
    return task.getLogGroups();
  }

  /** What watches the proxy, where that was asked for: its metrics, alarms and dashboard. */
  public Optional<MonitoredProxy> getMonitoring() {
    return monitoring;
  }

  /** Whom the tasks may reach: {@code getConnections().allowTo(database, Port.tcp(5432))}. */
  @Override
  public Connections getConnections() {
    return service.getConnections();
  }

  /** The task role: {@code bucket.grantRead(web)} gives it to the containers. */
  @Override
  public IPrincipal getGrantPrincipal() {
    return task.getGrantPrincipal();
  }

  /** Builds a {@link ProxiedService}. */
  public static final class Builder extends ProxiedServiceSettings<Builder> {
    private final Construct scope;
    private final String id;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /** Starts from the defaults. */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * The service; what is wrong is refused as by its constructor.
     *
     * @throws NullPointerException without a cluster, an application, its port or its health check
     * @throws IllegalArgumentException without a certificate, for a value out of range
     */
    public ProxiedService build() {
      return new ProxiedService(scope, id, props());
    }
  }
}
