package dev.breakwater.deploy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;

import dev.breakwater.construct.Placement;
import dev.breakwater.construct.ProxiedService;
import dev.breakwater.proxy.RateLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.constructs.Construct;

/**
 * The sample application behind a proxy, in a VPC and a cluster of its own. The context chooses:
 * {@code placement} (fargate, ec2, bridge), {@code certificateArn}, {@code vpcId} (looked up; the
 * stack then needs an account and a region), {@code baseImage}.
 */
public final class SampleStack extends Stack {
  private static final int PORT = 8081;

  private final ProxiedService web;

  /** The stack. */
  public SampleStack(Construct scope, String id, StackProps props) {
    super(scope, id, props);
    Chosen chosen = Chosen.of(getNode());
    Cluster cluster =
        Cluster.Builder.create(this, "Cluster")
            .vpc(vpc())
            .containerInsightsV2(ContainerInsights.ENHANCED)
            .build();
    ProxiedService.Builder service =
        ProxiedService.Builder.create(this, "Web")
            .cluster(cluster)
            .placement(placement(chosen, cluster))
            .application(application())
            .port(PORT)
            .healthCheck(List.of("CMD", "/usr/bin/health", Integer.toString(PORT), "/health"))
            .rateLimit(RateLimit.perClient(50, PER_SECOND).burst(20));
    context("baseImage").ifPresent(service::proxyBaseImage);
    context("certificateArn")
        .ifPresentOrElse(
            arn -> service.certificate(Certificate.fromCertificateArn(this, "Certificate", arn)),
            () -> unencrypted(service));
    web = service.build();
    CfnOutput.Builder.create(this, "LoadBalancer")
        .value(web.getLoadBalancer().getLoadBalancerDnsName())
        .build();
  }

  private void unencrypted(ProxiedService.Builder service) {
    service.plainHttpWithoutEncryption();
    Annotations.of(this)
        .addWarningV2(
            "breakwater:plain-http",
            "No certificate was given, so the load balancer speaks HTTP WITHOUT ENCRYPTION."
                + " Deploy with -c certificateArn=arn:aws:acm:… for HTTPS.");
  }

  private IVpc vpc() {
    return context("vpcId").map(this::found).orElseGet(this::made);
  }

  private IVpc found(String vpcId) {
    return Vpc.fromLookup(this, "Vpc", VpcLookupOptions.builder().vpcId(vpcId).build());
  }

  private IVpc made() {
    Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).natGateways(1).build();
    vpc.addFlowLog(
        "FlowLog",
        FlowLogOptions.builder().destination(FlowLogDestination.toCloudWatchLogs()).build());
    return vpc;
  }

  private Placement placement(Chosen chosen, Cluster cluster) {
    return switch (chosen) {
      case FARGATE -> Placement.fargate();
      case EC2 -> Placement.ec2(Instances.of(this, cluster));
      case BRIDGE -> Placement.ec2Bridge(Instances.of(this, cluster));
    };
  }

  private ContainerImage application() {
    return ContainerImage.fromAsset(
        "app-container",
        AssetImageProps.builder()
            .platform(Platform.LINUX_AMD64)
            .buildArgs(
                context("baseImage").map(base -> Map.of("BASE_IMAGE", base)).orElse(Map.of()))
            .build());
  }

  private Optional<String> context(String key) {
    return Optional.ofNullable(getNode().tryGetContext(key)).map(Object::toString);
  }

  /** The service, for further wiring. */
  public ProxiedService getWeb() {
    return web;
  }
}
