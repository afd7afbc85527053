package dev.breakwater.construct;

import static dev.breakwater.construct.Synthesis.IMAGE;
import static dev.breakwater.construct.Synthesis.elements;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.RequestInspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.s3.Bucket;

/** The load balancer, the proxy's image, the sizes and the times of a proxied service. */
@Tag("cdk")
class ProxiedServiceTest {
  private static final String ALB = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
  private static final String TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup";
  private static final String ARN = "arn:aws:acm:eu-central-1:111122223333:certificate/1";
  private static final Synthesis SYNTHESIS = new Synthesis();

  private static ProxiedService https;
  private static ProxiedService open;

  @BeforeAll
  static void synthesize() {
    Stack stack = SYNTHESIS.stack("Https");
    Cluster cluster = Synthesis.cluster(stack);
    https = bare(stack, cluster).certificate(certificate(stack)).build();

    Stack props = SYNTHESIS.stack("Props");
    new ProxiedService(
        props,
        "Web",
        ProxiedServiceProps.builder()
            .cluster(Synthesis.cluster(props))
            .application(IMAGE)
            .port(8080)
            .healthCheck(Synthesis.HEALTH)
            .certificate(certificate(props))
            .build());

    Stack public_ = SYNTHESIS.stack("Open");
    open =
        Synthesis.good(public_, Synthesis.cluster(public_))
            .internetFacing()
            .healthCheckGracePeriod(software.amazon.awscdk.Duration.minutes(10))
            .deletionProtection(true)
            .accessLogs(new Bucket(public_, "AccessLogs"))
            .cpu(1024)
            .memoryLimitMiB(2048)
            .cpuArchitecture(CpuArchitecture.ARM64)
            .proxyCpu(256)
            .proxyBaseImage("registry.example.org/debian:bookworm")
            .proxyPackagesAsOf(LocalDate.of(2026, 11, 16))
            .rateLimit(RateLimit.perClient(7, PER_SECOND).burst(3))
            .proxySettings(
                proxy ->
                    proxy
                        .healthPath("/up")
                        .maxBodyKibibytes(65_536)
                        .keepAlive(Duration.ofSeconds(200))
                        .readTimeout(Duration.ofSeconds(120))
                        .shutdownTimeout(Duration.ofSeconds(100)))
            .build();
    Stack rpc = SYNTHESIS.stack("Grpc");
    bare(rpc, Synthesis.cluster(rpc))
        .certificate(certificate(rpc))
        .proxySettings(proxy -> proxy.grpc())
        .build();
    SYNTHESIS.service(
        "Streams",
        web -> web.proxySettings(proxy -> proxy.webSocket("/socket").upload("/", 65_536)));
    SYNTHESIS.service("Same", web -> {});
    SYNTHESIS.service("Again", web -> {});
    SYNTHESIS.service("Monday", web -> web.proxyPackagesAsOf(LocalDate.of(2026, 11, 16)));
    SYNTHESIS.service("NextMonday", web -> web.proxyPackagesAsOf(LocalDate.of(2026, 11, 23)));
    SYNTHESIS.service(
        "Narrow",
        web ->
            web.healthCheck(slow())
                .allowClients(Peer.ipv4("192.0.2.0/24"))
                .internetFacing()
                .bindVariable("HOST"));
    SYNTHESIS.service(
        "Inspected",
        web ->
            web.cpu(1024)
                .memoryLimitMiB(2048)
                .proxyCpu(256)
                .inspection(RequestInspection.coreRuleSet().detectionOnly()));
    SYNTHESIS.synthesize();
  }

  private static ProxiedService.Builder bare(Stack stack, Cluster cluster) {
    return ProxiedService.Builder.create(stack, "Web")
        .cluster(cluster)
        .application(IMAGE)
        .port(8081)
        .healthCheck(Synthesis.HEALTH);
  }

  private static HealthCheck slow() {
    return HealthCheck.builder()
        .command(Synthesis.HEALTH)
        .interval(software.amazon.awscdk.Duration.seconds(30))
        .timeout(software.amazon.awscdk.Duration.seconds(10))
        .retries(5)
        .startPeriod(software.amazon.awscdk.Duration.seconds(300))
        .build();
  }

  private static ICertificate certificate(Stack stack) {
    return Certificate.fromCertificateArn(stack, "Certificate", ARN);
  }

  private static JsonNode listener(String stack, int port) {
    return SYNTHESIS.resources(stack, LISTENER).stream()
        .filter(listener -> listener.get("Port").asInt() == port)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> attributes(JsonNode of, String name) {
    return elements(of.get(name))
        .collect(
            Collectors.toMap(
                attribute -> attribute.get("Key").asText(),
                attribute -> attribute.get("Value").asText(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<String> clients(String stack) {
    JsonNode group =
        SYNTHESIS.resources(stack, "AWS::EC2::SecurityGroup").stream()
            .filter(each -> each.get("GroupDescription").asText().startsWith("Load balancer of"))
            .findFirst()
            .orElseThrow();
    return elements(group.get("SecurityGroupIngress"))
        .map(rule -> rule.get("CidrIp").asText() + ":" + rule.get("FromPort").asInt())
        .toList();
  }

  @Test
  void speaksHttpsByAPolicyOfTls12AndLater() {
    JsonNode listener = listener("Https", 443);
    assertThat(listener.get("Protocol").asText()).isEqualTo("HTTPS");
    assertThat(listener.get("SslPolicy").asText())
        .isEqualTo("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
    assertThat(listener.at("/Certificates/0/CertificateArn").asText()).isEqualTo(ARN);
    assertThat(https.getListeners()).hasSize(2);
  }

  @Test
  void redirectsHttp() {
    JsonNode action = listener("Https", 80).at("/DefaultActions/0");
    assertThat(action.get("Type").asText()).isEqualTo("redirect");
    assertThat(action.at("/RedirectConfig/Protocol").asText()).isEqualTo("HTTPS");
    assertThat(action.at("/RedirectConfig/StatusCode").asText()).isEqualTo("HTTP_301");
  }

  @Test
  void servesPlainHttpOnlyWhereThatWasChosen() {
    assertThat(SYNTHESIS.resources("Same", LISTENER)).hasSize(1);
    assertThat(listener("Same", 80).at("/DefaultActions/0/Type").asText()).isEqualTo("forward");
  }

  @Test
  void inspectsWhereThatWasChosen() {
    assertThat(configuration("Inspected")).contains("\nload_module ", "modsecurity on;");
    assertThat(configuration("Https")).doesNotContain("modsecurity");
    assertThat(SYNTHESIS.container("Inspected", "proxy").get("Memory").asInt()).isEqualTo(246);
  }

  @Test
  void isInternalToTheVpc() {
    assertThat(SYNTHESIS.resource("Https", ALB).get("Scheme").asText()).isEqualTo("internal");
    assertThat(clients("Https")).containsExactly("10.0.0.0/16:443", "10.0.0.0/16:80");
  }

  @Test
  void facesTheInternetWhereThatWasChosen() {
    assertThat(SYNTHESIS.resource("Open", ALB).get("Scheme").asText()).isEqualTo("internet-facing");
    assertThat(clients("Open")).containsExactly("0.0.0.0/0:80");
    assertThat(clients("Narrow")).containsExactly("192.0.2.0/24:80");
  }

  @Test
  void guardsTheLoadBalancer() {
    Map<String, String> attributes =
        attributes(SYNTHESIS.resource("Https", ALB), "LoadBalancerAttributes");
    assertThat(attributes)
        .containsEntry("routing.http.drop_invalid_header_fields.enabled", "true")
        .containsEntry("routing.http.desync_mitigation_mode", "defensive")
        .containsEntry("routing.http.xff_header_processing.mode", "append")
        .containsEntry("idle_timeout.timeout_seconds", "60")
        .containsEntry("deletion_protection.enabled", "false");
    assertThat(attributes(SYNTHESIS.resource("Open", ALB), "LoadBalancerAttributes"))
        .containsEntry("deletion_protection.enabled", "true")
        .containsEntry("access_logs.s3.enabled", "true");
  }

  @Test
  void givesRequestsInFlightTheirTime() {
    Map<String, String> targets =
        attributes(SYNTHESIS.resource("Https", TARGETS), "TargetGroupAttributes");
    assertThat(targets).containsEntry("deregistration_delay.timeout_seconds", "60");
    assertThat(SYNTHESIS.container("Https", "proxy").get("StopTimeout").asInt()).isEqualTo(30);
    assertThat(configuration("Https")).contains("worker_shutdown_timeout 25s;");
    // With more patience for the application, everything around it waits longer too.
    assertThat(attributes(SYNTHESIS.resource("Open", TARGETS), "TargetGroupAttributes"))
        .containsEntry("deregistration_delay.timeout_seconds", "125");
    assertThat(attributes(SYNTHESIS.resource("Open", ALB), "LoadBalancerAttributes"))
        .containsEntry("idle_timeout.timeout_seconds", "125");
    assertThat(SYNTHESIS.container("Open", "proxy").get("StopTimeout").asInt()).isEqualTo(105);
  }

  @Test
  void outlivesASilentStreamOnBothSides() {
    assertThat(attributes(SYNTHESIS.resource("Streams", ALB), "LoadBalancerAttributes"))
        .containsEntry("idle_timeout.timeout_seconds", "305");
    assertThat(configuration("Streams")).contains("keepalive_timeout 320s;");
    // What is passed on as it comes needs no room on the tmpfs.
    assertThat(SYNTHESIS.container("Streams", "proxy").at("/LinuxParameters/Tmpfs/0/Size").asInt())
        .isEqualTo(32);
  }

  @Test
  void speaksGrpcFromTheLoadBalancerToTheApplication() {
    JsonNode targets = SYNTHESIS.resource("Grpc", TARGETS);
    assertThat(targets.get("ProtocolVersion").asText()).isEqualTo("GRPC");
    assertThat(targets.get("HealthCheckPath").asText()).isEqualTo("/grpc.health.v1.Health/Check");
    assertThat(targets.at("/Matcher/GrpcCode").asText()).isEqualTo("0");
    assertThat(configuration("Grpc"))
        .contains("backlog=4096 http2;", "grpc_pass grpc://application;")
        .contains("\"~^1 POST /grpc\\.health\\.v1\\.Health/Check \\z\" 1;");
    assertThat(SYNTHESIS.resource("Https", TARGETS).has("ProtocolVersion")).isFalse();
    assertThat(SYNTHESIS.resource("Https", TARGETS).at("/Matcher/HttpCode").asText())
        .isEqualTo("200");
  }

  @Test
  void probesTheApplicationThroughTheProxy() {
    assertThat(SYNTHESIS.resource("Open", TARGETS).get("HealthCheckPath").asText())
        .isEqualTo("/up");
    assertThat(SYNTHESIS.resource("Https", TARGETS).get("TargetType").asText()).isEqualTo("ip");
    assertThat(SYNTHESIS.container("Https", "proxy").at("/HealthCheck/Command").toString())
        .isEqualTo("[\"CMD\",\"/usr/bin/health\",\"unix:/tmp/health.sock\",\"/health\"]");
  }

  @ParameterizedTest
  @CsvSource({"Https, 135", "Narrow, 560", "Open, 600"})
  void overlooksFailedChecksUntilEverythingHasStarted(String stack, int seconds) {
    JsonNode service = SYNTHESIS.resource(stack, "AWS::ECS::Service");
    assertThat(service.get("HealthCheckGracePeriodSeconds").asInt()).isEqualTo(seconds);
  }

  @Test
  void replacesTasksWithoutLosingOne() {
    JsonNode deployment =
        SYNTHESIS.resource("Https", "AWS::ECS::Service").get("DeploymentConfiguration");
    assertThat(deployment.get("MinimumHealthyPercent").asInt()).isEqualTo(100);
    assertThat(deployment.get("MaximumPercent").asInt()).isEqualTo(200);
    assertThat(deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean()).isTrue();
  }

  @Test
  void startsTheProxyWhenTheApplicationIsHealthy() {
    JsonNode first = SYNTHESIS.container("Https", "proxy").at("/DependsOn/0");
    assertThat(first.get("ContainerName").asText()).isEqualTo("app");
    assertThat(first.get("Condition").asText()).isEqualTo("HEALTHY");
  }

  @ParameterizedTest
  @CsvSource({"Https, 192, 384, 64, 128, 32", "Open, 768, 1835, 256, 213, 128"})
  void dividesTheTask(
      String stack, int appCpu, int appMemory, int proxyCpu, int proxyMemory, int bodies) {
    JsonNode app = SYNTHESIS.container(stack, "app");
    JsonNode proxy = SYNTHESIS.container(stack, "proxy");
    assertThat(app.get("Cpu").asInt()).isEqualTo(appCpu);
    assertThat(app.get("Memory").asInt()).isEqualTo(appMemory);
    assertThat(proxy.get("Cpu").asInt()).isEqualTo(proxyCpu);
    assertThat(proxy.get("Memory").asInt()).isEqualTo(proxyMemory);
    assertThat(proxy.at("/LinuxParameters/Tmpfs/0/ContainerPath").asText()).isEqualTo("/tmp");
    assertThat(proxy.at("/LinuxParameters/Tmpfs/0/Size").asInt()).isEqualTo(bodies);
  }

  @Test
  void bakesTheConfigurationIntoTheProxysImage() throws IOException {
    Path context = context("Open");
    try (Stream<Path> files = Files.list(context)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              ProxyImage.buildContext(open.getProxySettings()).keySet());
    }
    assertThat(configuration("Open"))
        .contains("rate=7r/s", "burst=3 nodelay", "set_real_ip_from 10.0.0.0/16;");
    assertThat(asset("Open").at("/platform").asText()).isEqualTo("linux/arm64");
    assertThat(asset("Open").at("/dockerBuildArgs/BASE_IMAGE").asText())
        .isEqualTo("registry.example.org/debian:bookworm");
    assertThat(asset("Open").at("/dockerBuildArgs/PACKAGES_AS_OF").asText())
        .isEqualTo("2026-11-16");
    assertThat(asset("Https").at("/platform").asText()).isEqualTo("linux/amd64");
  }

  @Test
  void givesTheSameImageForTheSameSettingsOnly() {
    assertThat(context("Same")).isEqualTo(context("Again"));
    assertThat(context("Same")).isNotEqualTo(context("Open"));
  }

  @Test
  void givesAnotherImageForPackagesOfAnotherDay() {
    assertThat(Set.of(tag("Same"), tag("Monday"), tag("NextMonday"))).hasSize(3);
    assertThat(tag("Again")).isEqualTo(tag("Same"));
  }

  /** The tag of the proxy's image, a hash of all that it is made of. */
  private static String tag(String stack) {
    String reference = SYNTHESIS.container(stack, "proxy").get("Image").toString();
    return reference.replaceFirst("(?s).*:([0-9a-f]{64}).*", "$1");
  }

  @Test
  void takesPropsAsWellAsABuilderAndMovesTheProxyFromTheApplicationsPort() {
    assertThat(SYNTHESIS.container("Props", "proxy").at("/PortMappings/0/ContainerPort").asInt())
        .isEqualTo(8081);
    assertThat(SYNTHESIS.resources("Props", LISTENER)).hasSize(2);
  }

  @Test
  void tellsTheApplicationByTheVariableThatItReads() {
    assertThat(SYNTHESIS.container("Narrow", "app").at("/Environment/0/Name").asText())
        .isEqualTo("HOST");
  }

  @Test
  void showsWhatItMade() {
    assertThat(https.getTaskDefinition()).isSameAs(https.getTask().getTaskDefinition());
    assertThat(https.getApplicationContainer().getContainerName()).isEqualTo("app");
    assertThat(https.getProxyContainer().getContainerName()).isEqualTo("proxy");
    assertThat(https.getLogGroups()).containsOnlyKeys("app", "proxy");
    assertThat(https.getSecurityGroups()).containsOnlyKeys("loadBalancer", "tasks");
    assertThat(https.getService().metricCpuUtilization()).isNotNull();
    assertThat(https.getTargetGroup().getMetrics().requestCount()).isNotNull();
    assertThat(https.getLoadBalancer().getLoadBalancerDnsName()).isNotEmpty();
    assertThat(https.getListener()).isSameAs(https.getListeners().get(0));
    assertThat(https.getConnections()).isNotNull();
    assertThat(https.getGrantPrincipal()).isNotNull();
  }

  private static JsonNode asset(String stack) {
    return elements(
            Synthesis.json(SYNTHESIS.folder().resolve(stack + ".assets.json")).get("dockerImages"))
        .map(image -> image.get("source"))
        .findFirst()
        .orElseThrow();
  }

  private static Path context(String stack) {
    return SYNTHESIS.folder().resolve(asset(stack).get("directory").asText());
  }

  private static String configuration(String stack) {
    try {
      return Files.readString(context(stack).resolve("nginx.conf"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
