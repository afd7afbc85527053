package dev.breakwater.construct;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocolVersion;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.DesyncMitigationMode;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancerTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.XffHeaderProcessingMode;
import software.constructs.Construct;

/** The load balancer, its listeners and its target group. */
final class FrontDoor {
  final SecurityGroup securityGroup;
  final ApplicationLoadBalancer loadBalancer;
  final ApplicationTargetGroup targetGroup;
  final List<ApplicationListener> listeners = new ArrayList<>();

  private final IVpc vpc;
  private final ProxiedServiceProps.Exposure exposure;

  FrontDoor(
      Construct scope,
      ProxiedServiceProps props,
      ProxyPlan plan,
      IApplicationLoadBalancerTarget target) {
    vpc = props.cluster().getVpc();
    exposure = props.exposure();
    securityGroup =
        SecurityGroup.Builder.create(scope, "LoadBalancerSecurityGroup")
            .vpc(vpc)
            .description("Load balancer of " + scope.getNode().getPath())
            .allowAllOutbound(false)
            .build();
    loadBalancer = loadBalancer(scope, plan);
    exposure.accessLogs().ifPresent(loadBalancer::logAccessLogs);
    targetGroup = targetGroup(scope, plan, target);
    listen();
  }

  private ApplicationLoadBalancer loadBalancer(Construct scope, ProxyPlan plan) {
    if (exposure.accessLogs().isPresent() && Token.isUnresolved(Stack.of(scope).getRegion())) {
      throw Wanted.refused(
          "region of the stack",
          "known at synth with accessLogs (the bucket's policy names its load balancers)",
          "one that only the deployment knows");
    }
    return ApplicationLoadBalancer.Builder.create(scope, "LoadBalancer")
        .vpc(vpc)
        .internetFacing(exposure.internetFacing())
        .securityGroup(securityGroup)
        .deletionProtection(exposure.deletionProtection())
        .dropInvalidHeaderFields(true)
        .desyncMitigationMode(DesyncMitigationMode.DEFENSIVE)
        // The proxy believes the last address only: the one that the load balancer appends.
        .xffHeaderProcessingMode(XffHeaderProcessingMode.APPEND)
        .idleTimeout(Duration.seconds(plan.idleSeconds()))
        .build();
  }

  private ApplicationTargetGroup targetGroup(
      Construct scope, ProxyPlan plan, IApplicationLoadBalancerTarget target) {
    boolean grpc = plan.proxySettings().streaming().grpc();
    return ApplicationTargetGroup.Builder.create(scope, "TargetGroup")
        .vpc(vpc)
        // HTTP/1.1 is what AWS takes by itself.
        .protocolVersion(grpc ? ApplicationProtocolVersion.GRPC : null)
        .port(plan.proxySettings().port())
        .protocol(ApplicationProtocol.HTTP)
        .deregistrationDelay(Duration.seconds(plan.drainSeconds()))
        .healthCheck(
            HealthCheck.builder()
                .path(plan.proxySettings().healthPath())
                .healthyHttpCodes(grpc ? null : "200")
                .healthyGrpcCodes(grpc ? "0" : null)
                .interval(Duration.seconds(15))
                .timeout(Duration.seconds(5))
                .healthyThresholdCount(2)
                .unhealthyThresholdCount(3)
                .build())
        .targets(List.of(target))
        .build();
  }

  private void listen() {
    BaseApplicationListenerProps.Builder serving =
        BaseApplicationListenerProps.builder().defaultTargetGroups(List.of(targetGroup));
    if (exposure.plainHttp()) {
      listen("Http", 80, serving.protocol(ApplicationProtocol.HTTP));
      return;
    }
    listen(
        "Https",
        443,
        serving
            .protocol(ApplicationProtocol.HTTPS)
            .certificates(
                exposure.certificates().stream()
                    .map(ListenerCertificate::fromCertificateManager)
                    .toList())
            .sslPolicy(SslPolicy.TLS13_12_RES_PQ));
    listen(
        "HttpRedirect",
        80,
        BaseApplicationListenerProps.builder()
            .protocol(ApplicationProtocol.HTTP)
            .defaultAction(
                ListenerAction.redirect(
                    RedirectOptions.builder()
                        .protocol("HTTPS")
                        .port("443")
                        .permanent(true)
                        .build())));
  }

  private void listen(String id, int port, BaseApplicationListenerProps.Builder props) {
    ApplicationListener listener =
        loadBalancer.addListener(id, props.port(port).open(false).build());
    for (IPeer client : clients()) {
      securityGroup.addIngressRule(client, Port.tcp(port), "Clients");
    }
    listeners.add(listener);
  }

  private List<IPeer> clients() {
    if (!exposure.clients().isEmpty()) {
      return exposure.clients();
    }
    if (exposure.internetFacing()) {
      return List.of(Peer.anyIpv4());
    }
    return List.of(
        Peer.ipv4(
            VpcRange.of(vpc)
                .orElseThrow(
                    () ->
                        Wanted.refused(
                            "allowClients",
                            "called where the VPC's range is not known",
                            "nobody"))));
  }
}
