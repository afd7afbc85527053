package dev.breakwater.construct;

import static dev.breakwater.construct.Synthesis.DIGEST;
import static dev.breakwater.construct.Synthesis.HEALTH;
import static dev.breakwater.construct.Synthesis.IMAGE;
import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.proxy.LogField;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.RequestInspection;
import dev.breakwater.proxy.TrustedNetwork;
import dev.breakwater.proxy.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ClusterAttributes;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Tmpfs;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** Each wrong input is refused with one sentence: what, wanted, got. */
@Tag("cdk")
class WrongInputTest {
  private static final Synthesis SYNTHESIS = new Synthesis();
  private static final Stack STACK = SYNTHESIS.stack("Wrong");
  private static final Cluster CLUSTER = Synthesis.cluster(STACK);
  private static final Secret SECRET =
      Secret.fromSecretsManager(
          software.amazon.awscdk.services.secretsmanager.Secret.fromSecretNameV2(
              STACK, "Password", "password"));
  private static final String RANGE = "10.0.0.0/16";
  private static final String ANOTHER_BUILDER =
      "proxySettings must be a change of the builder that it is given, got another builder or none";
  private static int scopes;

  private record Wrong(String name, Runnable attempt, String sentence) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Construct scope() {
    return new Construct(STACK, "Scope" + scopes++);
  }

  private static Wrong web(String name, UnaryOperator<ProxiedService.Builder> change, String says) {
    return new Wrong(name, () -> change.apply(good()).build(), says);
  }

  private static Wrong container(
      String name, UnaryOperator<HardenedContainerProps.Builder> change, String says) {
    return new Wrong(
        name, () -> task().addContainer("worker", change.apply(worker()).build()), says);
  }

  /** As Synthesis.good, in a scope of its own. */
  private static ProxiedService.Builder good() {
    return bare().plainHttpWithoutEncryption();
  }

  private static ProxiedService.Builder bare() {
    return ProxiedService.Builder.create(scope(), "Web")
        .cluster(CLUSTER)
        .application(IMAGE)
        .port(8081)
        .healthCheck(HEALTH);
  }

  private static HardenedTask task() {
    return HardenedTask.Builder.create(scope(), "Task").build();
  }

  private static HardenedContainerProps.Builder worker() {
    return HardenedContainerProps.builder()
        .image(IMAGE)
        .cpu(128)
        .memoryLimitMiB(256)
        .healthCheck(HEALTH);
  }

  private static ICertificate certificate() {
    return Certificate.fromCertificateArn(
        scope(), "Certificate", "arn:aws:acm:eu-central-1:111122223333:certificate/1");
  }

  static List<Wrong> wrong() {
    List<Wrong> all = new ArrayList<>();
    all.addAll(ports());
    all.addAll(sizes());
    all.addAll(users());
    all.addAll(paths());
    all.addAll(images());
    all.addAll(environment());
    all.addAll(traits());
    all.addAll(limits());
    all.addAll(healthAndTimes());
    all.addAll(names());
    all.addAll(exposure());
    all.addAll(placements());
    return all;
  }

  private static List<Wrong> ports() {
    return List.of(
        web("port 0", web -> web.port(0), "port must be 1 to 65535, got 0"),
        web("port 70000", web -> web.port(70_000), "port must be 1 to 65535, got 70000"),
        web("negative port", web -> web.port(-1), "port must be 1 to 65535, got -1"),
        web(
            "a port used twice",
            web -> web.proxySettings(proxy -> proxy.port(8081)),
            "proxy port must differ from the application's port, got 8081 for both"),
        web(
            "a proxy before something else",
            web ->
                web.proxySettings(
                    proxy -> ProxySettings.builder(Upstream.tcp("example.org", 80)).trust(RANGE)),
            ANOTHER_BUILDER),
        web(
            "a log without what its monitoring reads",
            web ->
                web.monitoring(ProxyMonitoring.builder().build())
                    .proxySettings(
                        proxy -> proxy.logFields(LogField.CLIENT, LogField.PATH, LogField.SECONDS)),
            "logFields must be with [CLIENT, PATH, SECONDS, UPSTREAM_STATUS, UPSTREAM_SECONDS, CLASS]"
                + " where monitoring is, got no [UPSTREAM_STATUS, UPSTREAM_SECONDS, CLASS]"),
        web("settings of no proxy", web -> web.proxySettings(proxy -> null), ANOTHER_BUILDER),
        web(
            "a rate limit given in two ways",
            web ->
                web.proxySettings(
                    proxy -> proxy.rateLimit(RateLimit.perClient(10_000, PER_SECOND))),
            "rate limit of the proxy must be given by rateLimit(…), got another by proxySettings"),
        web(
            "a privileged port of the proxy",
            web -> web.proxySettings(proxy -> proxy.port(80)),
            "proxy port must be 1024 to 65535, got 80"),
        new Wrong(
            "no port",
            () ->
                ProxiedService.Builder.create(scope(), "Web")
                    .cluster(CLUSTER)
                    .application(IMAGE)
                    .healthCheck(HEALTH)
                    .plainHttpWithoutEncryption()
                    .build(),
            "port is required"));
  }

  private static List<Wrong> sizes() {
    return List.of(
        web(
            "memory below what the parts need",
            web -> web.writablePath("/data", Size.mebibytes(400)),
            "memoryLimitMiB must be at least 534 MiB (the proxy takes 128, the application and its"
                + " writable paths 406), got 512"),
        web(
            "CPU that Fargate does not have",
            web -> web.cpu(300),
            "cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384 on Fargate, got 300"),
        web(
            "memory that Fargate does not have",
            web -> web.memoryLimitMiB(768),
            "memoryLimitMiB must be 512, 1024 or 2048 MiB on Fargate with 256 CPU units, got 768"),
        web(
            "a pair that Fargate does not have",
            web -> web.cpu(1024).memoryLimitMiB(1024),
            "memoryLimitMiB must be 2048 to 8192 MiB in steps of 1024 on Fargate with 1024 CPU"
                + " units, got 1024"),
        web(
            "memory between Fargate's steps",
            web -> web.cpu(8192).memoryLimitMiB(17_408),
            "memoryLimitMiB must be 16384 to 61440 MiB in steps of 4096 on Fargate with 8192 CPU"
                + " units, got 17408"),
        web(
            "too little CPU on EC2",
            web -> web.placement(Placement.ec2()).cpu(64),
            "cpu must be 128 to 196608 units, got 64"),
        web(
            "a proxy that takes all CPU",
            web -> web.proxyCpu(256),
            "proxyCpu must be 2 to 254 units, got 256"),
        web(
            "a proxy with too little memory",
            web -> web.proxyMemoryLimitMiB(64),
            "proxyMemoryLimitMiB must be at least 117 MiB for what the proxy's settings need, got"
                + " 64"),
        web(
            "inspection by a proxy with too little memory",
            web -> web.inspection(RequestInspection.coreRuleSet()).proxyMemoryLimitMiB(128),
            "proxyMemoryLimitMiB must be at least 246 MiB for what the proxy's settings need, got"
                + " 128"),
        web(
            "inspection by a proxy with too little CPU",
            web -> web.inspection(RequestInspection.coreRuleSet()),
            "proxyCpu must be at least 256 units with inspection, got 64"),
        web(
            "a proxy with more memory than an int counts with the application's",
            web -> web.proxyMemoryLimitMiB(Integer.MAX_VALUE),
            "memoryLimitMiB must be at least 2147483653 MiB (the proxy takes 2147483647, the"
                + " application and its writable paths 6), got 512"),
        web(
            "an application that asks for more than is left",
            web -> web.applicationMemoryLimitMiB(500),
            "memoryLimitMiB of container \"proxy\" must be at most what is left of the task's 512"
                + " MiB, 12, got 128"),
        web(
            "bodies that do not fit",
            web -> web.proxySettings(proxy -> proxy.maxBodyKibibytes(1_048_576)),
            "memoryLimitMiB must be at least 2139 MiB (the proxy takes 2133, the application and"
                + " its writable paths 6), got 512"),
        web(
            "zones that do not fit",
            web ->
                web.proxyMemoryLimitMiB(128)
                    .proxySettings(
                        proxy ->
                            proxy
                                .limit("/login", RateLimit.perClient(5, PER_MINUTE))
                                .expectedClients(200_000)),
            "proxyMemoryLimitMiB must be at least 156 MiB for what the proxy's settings need, got"
                + " 128"),
        web(
            "connections whose buffers do not fit",
            web -> web.proxyMemoryLimitMiB(128).proxySettings(proxy -> proxy.connections(8192)),
            "proxyMemoryLimitMiB must be at least 183 MiB for what the proxy's settings need, got"
                + " 128"),
        container(
            "CPU above the task's",
            worker -> worker.cpu(512),
            "cpu of container \"worker\" must be at most what is left of the task's 256 units,"
                + " 256, got 512"),
        container("no memory", worker -> worker.memoryLimitMiB(0), memory(6) + "0"),
        container("memory below ECS's least", worker -> worker.memoryLimitMiB(5), memory(6) + "5"),
        container(
            "no CPU",
            worker -> worker.cpu(0),
            "cpu of a container must be 2 to 196608 units, got 0"),
        new Wrong(
            "no CPU given",
            () -> HardenedContainerProps.builder().image(IMAGE).memoryLimitMiB(64).build(),
            "cpu is required"),
        new Wrong(
            "no health check of an essential container",
            () -> HardenedContainerProps.builder().image(IMAGE).cpu(64).memoryLimitMiB(64).build(),
            "healthCheck of an essential container must be set, or essential set to false, got"
                + " none"),
        new Wrong(
            "no memory given",
            () -> HardenedContainerProps.builder().image(IMAGE).cpu(64).build(),
            "memoryLimitMiB is required"),
        new Wrong(
            "two containers that do not fit together",
            () -> {
              HardenedTask task = task();
              task.addContainer("one", worker().memoryLimitMiB(300).build());
              task.addContainer("two", worker().memoryLimitMiB(300).build());
            },
            "memoryLimitMiB of container \"two\" must be at most what is left of the task's 512"
                + " MiB, 212, got 300"));
  }

  private static String memory(int least) {
    return "memoryLimitMiB of a container must be "
        + least
        + " to 25165824 MiB (6 and what its writable paths take), got ";
  }

  private static List<Wrong> users() {
    List<Wrong> users = new ArrayList<>();
    for (String user :
        List.of(
            "0",
            "0:0",
            "root",
            "root:root",
            "65532:0",
            "0:65532",
            "65532",
            "00:1",
            "+1:1",
            "",
            "app:app",
            " 1:1",
            "4294967296:1")) {
      users.add(
          web(
              "user " + user,
              web -> web.user(user),
              "user must be a user and a group by number, 1 to 2147483647, such as 65532:65532, got"
                  + " \""
                  + user
                  + "\""));
    }
    return users;
  }

  private static List<Wrong> paths() {
    List<Wrong> paths = new ArrayList<>();
    for (String path :
        List.of("var/cache", "/", "", "/var/../etc", "/var//cache", "/var/", "/a b", "/.")) {
      paths.add(
          web(
              "writable path " + path,
              web -> web.writablePath(path, Size.mebibytes(1)),
              "writable path must be absolute and below /, of letters, digits and . _ @ + -,"
                  + " without . and .. as names, got \""
                  + path
                  + "\""));
    }
    for (String path :
        List.of("/proc", "/etc", "/etc/app", "/sys/fs", "/dev/shm", "/usr/local/bin")) {
      paths.add(
          web(
              "writable path " + path,
              web -> web.writablePath(path, Size.mebibytes(1)),
              "writable path must be outside of /bin, /boot, /dev, /ecs-execute-command, /etc,"
                  + " /lib, /lib32, /lib64, /proc, /root, /sbin, /sys, /usr, got \""
                  + path
                  + "\""));
    }
    paths.add(
        web(
            "a writable path twice",
            web -> web.writablePath("/a", Size.mebibytes(1)).writablePath("/a", Size.mebibytes(1)),
            "writable path must be given once, got \"/a\" twice"));
    paths.add(
        web(
            "a writable path within another",
            web ->
                web.writablePath("/a/b", Size.mebibytes(1)).writablePath("/a", Size.mebibytes(1)),
            "writable path must be outside of the others, got \"/a\" and \"/a/b\""));
    paths.add(
        web(
            "a writable path without room",
            web -> web.writablePath("/a", Size.mebibytes(0)),
            "size of writable path /a must be 1 to 25165824 MiB, got 0"));
    paths.add(
        container(
            "a tmpfs bigger than the memory",
            worker -> worker.writablePath("/a", Size.mebibytes(256)),
            memory(262) + "256"));
    paths.add(
        container(
            "tmpfs that are bigger than the memory together",
            worker ->
                worker
                    .writablePath("/a", Size.mebibytes(200))
                    .writablePath("/b", Size.mebibytes(100)),
            memory(306) + "256"));
    return paths;
  }

  private static List<Wrong> images() {
    return List.of(
        web(
            "an image without a tag",
            web -> web.application(ContainerImage.fromRegistry("nginx")),
            unpinned("app", "\"nginx\"")),
        web(
            "an image with a moving tag",
            web -> web.application(ContainerImage.fromRegistry("nginx:1.29")),
            unpinned("app", "\"nginx:1.29\"")),
        web(
            "a digest cut short",
            web -> web.application(ContainerImage.fromRegistry("nginx@sha256:0123")),
            unpinned("app", "\"nginx@sha256:0123\"")),
        web(
            "a repository without a digest",
            web ->
                web.application(
                    ContainerImage.fromEcrRepository(
                        Repository.fromRepositoryName(scope(), "Repository", "app"))),
            unpinned("app", "\"/app:latest\"")),
        web(
            "an empty application",
            web -> web.application(ContainerImage.fromRegistry("")),
            "image of container \"app\" must be a reference to an image, got an empty one"),
        new Wrong(
            "no application",
            () ->
                ProxiedService.Builder.create(scope(), "Web")
                    .cluster(CLUSTER)
                    .port(8081)
                    .healthCheck(HEALTH)
                    .plainHttpWithoutEncryption()
                    .build(),
            "application is required"),
        new Wrong(
            "no image",
            () -> HardenedContainerProps.builder().cpu(64).memoryLimitMiB(64).build(),
            "image is required"),
        web(
            "a base image with a build argument in it",
            web -> web.proxyBaseImage("debian --privileged"),
            "proxyBaseImage must be a reference to an image, got \"debian --privileged\""));
  }

  private static String unpinned(String container, String got) {
    return "image of container \""
        + container
        + "\" must be pinned by its digest (name@sha256:…) or an asset of the CDK, got "
        + got;
  }

  private static List<Wrong> environment() {
    return List.of(
        web(
            "a password in the environment",
            web -> web.environment("DB_PASSWORD", "hunter2-and-more"),
            "environment variable DB_PASSWORD must be given by secret(…), got a password"),
        web(
            "a key in the environment",
            web -> web.environment("SETTING", "AKIA" + "ABCDEFGHIJKLMNOP"),
            "environment variable SETTING must be given by secret(…), got an AWS access key id"),
        web(
            "a URL with a password",
            web -> web.environment("DATABASE", "postgres://app:hunter2@db/app"),
            "environment variable DATABASE must be given by secret(…), got a URL with a password"),
        web(
            "a secret of Secrets Manager written out",
            web ->
                web.environment("SETTING", SecretValue.secretsManager("password").unsafeUnwrap()),
            "environment variable SETTING must be given by secret(…), got a secret that"
                + " CloudFormation writes out in plain text"),
        web(
            "a variable that decides where the application listens",
            web -> web.environment("BIND_ADDRESS", "0.0.0.0"),
            "environment variable BIND_ADDRESS must be left to the construct, which sets where the"
                + " application listens, got one"),
        web(
            "the bind variable under another name",
            web -> web.bindVariable("HOST").environment("HOST", "0.0.0.0"),
            "environment variable HOST must be left to the construct, which sets where the"
                + " application listens, got one"),
        web(
            "a variable as a secret too",
            web -> web.environment("A", "1").secret("A", SECRET),
            "environment variable must be set once, got \"A\" twice"),
        web(
            "a variable without a name",
            web -> web.environment("", "1"),
            "name of an environment variable must be 1 to 255 printable characters but = and"
                + " space, got \"\""),
        web(
            "a variable with = in its name",
            web -> web.environment("A=B", "1"),
            "name of an environment variable must be 1 to 255 printable characters but = and"
                + " space, got \"A=B\""));
  }

  /** The record is public: its constructor refuses what the builder does. */
  private static List<Wrong> traits() {
    List<WritablePath> many = new ArrayList<>();
    for (int i = 0; i < 128; i++) {
      many.add(new WritablePath("/data/" + i, TaskSize.MOST_MEMORY));
    }
    return List.of(
        traits(
            "a password in the traits' environment",
            Map.of("DB_PASSWORD", "hunter2-and-more"),
            Map.of(),
            List.of(),
            30,
            64,
            "environment variable DB_PASSWORD must be given by secret(…), got a password"),
        traits(
            "a variable of the traits that is a secret too",
            Map.of("A", "1"),
            Map.of("A", SECRET),
            List.of(),
            30,
            64,
            "environment variable must be set once, got \"A\" twice"),
        traits(
            "a secret of the traits without a name",
            Map.of(),
            Map.of("", SECRET),
            List.of(),
            30,
            64,
            "name of an environment variable must be 1 to 255 printable characters but = and"
                + " space, got \"\""),
        traits(
            "writable paths of the traits within one another",
            Map.of(),
            Map.of(),
            List.of(new WritablePath("/a/b", 1), new WritablePath("/a", 1)),
            30,
            64,
            "writable path must be outside of the others, got \"/a\" and \"/a/b\""),
        traits(
            "writable paths whose sum is no int",
            Map.of(),
            Map.of(),
            many,
            30,
            64,
            "size of the writable paths together must be at most 25165818 MiB, got 3221225472"),
        traits(
            "a stop timeout of the traits over Fargate's",
            Map.of(),
            Map.of(),
            List.of(),
            121,
            64,
            "stopTimeout must be 1 to 120 s, got 121"),
        traits(
            "too few open files of the traits",
            Map.of(),
            Map.of(),
            List.of(),
            30,
            63,
            "openFiles must be 64 to 1048576, got 63"),
        new Wrong(
            "a base image of the props with a build argument in it",
            () ->
                new ProxiedServiceProps.Proxy(
                    RateLimit.perClient(1, PER_SECOND),
                    Optional.empty(),
                    UnaryOperator.identity(),
                    Optional.of("debian --privileged"),
                    Optional.empty(),
                    64,
                    OptionalInt.empty(),
                    Optional.empty()),
            "proxyBaseImage must be a reference to an image, got \"debian --privileged\""),
        application(
            "port 0 of the props",
            OptionalInt.of(0),
            "BIND_ADDRESS",
            "port must be 1 to 65535, got 0"),
        application(
            "a bind variable of the props without a name",
            OptionalInt.of(8081),
            "",
            "name of an environment variable must be 1 to 255 printable characters but = and"
                + " space, got \"\""),
        web(
            "a stop timeout that is 30 s where only an int of it is read",
            web -> web.stopTimeout(software.amazon.awscdk.Duration.seconds((1L << 32) + 30)),
            "stopTimeout must be 1 to 120 s, got 4294967326"),
        web(
            "a writable path whose size is no int",
            web -> web.writablePath("/a", Size.pebibytes(4)),
            "size of writable path /a must be 1 to 25165824 MiB, got 2147483647"));
  }

  private static Wrong application(String name, OptionalInt port, String bind, String says) {
    return new Wrong(
        name,
        () ->
            new ProxiedServiceProps.Application(
                IMAGE,
                worker().healthCheck(HEALTH).build().traits(),
                port,
                false,
                bind,
                OptionalInt.empty(),
                OptionalInt.empty()),
        says);
  }

  private static Wrong traits(
      String name,
      Map<String, String> environment,
      Map<String, Secret> secrets,
      List<WritablePath> writable,
      int stopTimeout,
      int openFiles,
      String says) {
    return new Wrong(
        name,
        () ->
            new ContainerTraits(
                List.of(),
                List.of(),
                environment,
                secrets,
                writable,
                Optional.empty(),
                ContainerUser.of(ContainerUser.DEFAULT),
                seconds(stopTimeout),
                openFiles),
        says);
  }

  private static List<Wrong> limits() {
    return List.of(
        web(
            "a negative rate",
            web -> web.rateLimit(RateLimit.perClient(-1, PER_SECOND)),
            "rate must be 1 to 10000 per second, got -1"),
        web(
            "no rate",
            web -> web.rateLimit(RateLimit.perClient(0, PER_MINUTE)),
            "rate must be 1 to 10000 per minute, got 0"),
        web(
            "a burst over the maximum",
            web -> web.rateLimit(RateLimit.perClient(1, PER_SECOND).burst(10_001)),
            "burst must be 0 to 10000 requests, got 10001"),
        web(
            "a trusted network that is the Internet",
            web -> web.proxySettings(proxy -> proxy.trust("0.0.0.0/0")),
            "trusted network must be narrow enough that no client can choose its own address: a"
                + " prefix of at least 8 bits, got \"0.0.0.0/0\""),
        web(
            "too many tasks",
            web -> web.desiredCount(5001),
            "desiredCount must be 0 to 5000 tasks, got 5001"),
        web(
            "fewer than no tasks",
            web -> web.desiredCount(-1),
            "desiredCount must be 0 to 5000 tasks, got -1"),
        web("no open files", web -> web.openFiles(0), "openFiles must be 64 to 1048576, got 0"));
  }

  private static List<Wrong> healthAndTimes() {
    return List.of(
        web(
            "a health check by a shell",
            web -> web.healthCheck(List.of("CMD-SHELL", "curl -f localhost")),
            exec("[CMD-SHELL, curl -f localhost]")),
        web(
            "a health check without a form",
            web -> web.healthCheck(List.of("/check")),
            exec("[/check]")),
        web("a health check of nothing", web -> web.healthCheck(List.of("CMD")), exec("[CMD]")),
        web(
            "a health interval out of range",
            web -> web.healthCheck(health().interval(seconds(301)).build()),
            "interval of healthCheck must be 5 to 300 s, got 301"),
        web(
            "a health timeout out of range",
            web -> web.healthCheck(health().timeout(seconds(61)).build()),
            "timeout of healthCheck must be 2 to 60 s, got 61"),
        web(
            "too many retries",
            web -> web.healthCheck(health().retries(11).build()),
            "retries of healthCheck must be 1 to 10, got 11"),
        web(
            "a start period out of range",
            web -> web.healthCheck(health().startPeriod(seconds(301)).build()),
            "startPeriod of healthCheck must be 0 to 300 s, got 301"),
        new Wrong(
            "no health check",
            () ->
                ProxiedService.Builder.create(scope(), "Web")
                    .cluster(CLUSTER)
                    .application(IMAGE)
                    .port(8081)
                    .plainHttpWithoutEncryption()
                    .build(),
            "healthCheck is required"),
        web(
            "a health path with a space",
            web -> web.proxySettings(proxy -> proxy.healthPath("/he alth")),
            "health path must be a path of at most 128 letters, digits and . _ ~ / - that begins"
                + " with / and has no empty or dotted segment, got \"/he alth\""),
        web(
            "more workers than the proxy's CPU feeds",
            web -> web.proxySettings(proxy -> proxy.workers(2)),
            "workers of the proxy must be at most 1, one for each started vCPU of proxyCpu, got 2"),
        web(
            "methods without the load balancer's probe",
            web -> web.proxySettings(proxy -> proxy.methods("POST", "PUT")),
            "methods of the proxy must be given with GET, by which the load balancer probes, got"
                + " POST, PUT"),
        web(
            "gRPC without encryption",
            web -> web.proxySettings(proxy -> proxy.grpc()),
            "grpc must be chosen with a certificate (the load balancer speaks gRPC over HTTPS"
                + " only), got it with plainHttpWithoutEncryption"),
        web(
            "gRPC and a WebSocket",
            web -> web.proxySettings(proxy -> proxy.grpc().webSocket("/socket")),
            "grpc must be chosen without webSocket, serverSentEvents and upload, got it with"
                + " them"),
        web(
            "a stream that may be silent longer than any connection lives",
            web ->
                web.proxySettings(
                    proxy -> proxy.webSocket("/socket").streamTimeout(Duration.ofHours(1))),
            "streamTimeout of the proxy must be 1 to 3594 s, got 3600"),
        web(
            "client connections that end before a silent stream's",
            web ->
                web.proxySettings(
                    proxy -> proxy.serverSentEvents("/events").keepAlive(Duration.ofSeconds(75))),
            "keepAlive of the proxy must be longer than the load balancer's idle timeout of 305 s,"
                + " got 75 s"),
        web(
            "a stop timeout over Fargate's",
            web -> web.stopTimeout(seconds(121)),
            "stopTimeout must be 1 to 120 s, got 121"),
        web(
            "a proxy that stops later than ECS waits",
            web -> web.proxySettings(proxy -> proxy.shutdownTimeout(Duration.ofSeconds(119))),
            "shutdownTimeout of the proxy must be 1 to 115 s, got 119"),
        web(
            "a client connection that ends before the load balancer's",
            web -> web.proxySettings(proxy -> proxy.keepAlive(Duration.ofSeconds(60))),
            "keepAlive of the proxy must be longer than the load balancer's idle timeout of 60 s,"
                + " got 60 s"),
        web(
            "an application that may pause longer than any connection lives",
            web ->
                web.proxySettings(
                    proxy ->
                        proxy
                            .readTimeout(Duration.ofSeconds(3595))
                            .keepAlive(Duration.ofSeconds(3600))),
            "readTimeout of the proxy must be 1 to 3594 s, got 3595"),
        web(
            "a grace period longer than ECS knows",
            web -> web.healthCheckGracePeriod(software.amazon.awscdk.Duration.seconds(1L << 32)),
            "healthCheckGracePeriod must be 0 to 2147483647 s, got 4294967296"),
        web(
            "logs for ever",
            web -> web.logRetention(RetentionDays.INFINITE),
            "logRetention must be a number of days, got INFINITE"));
  }

  private static String exec(String got) {
    return "healthCheck must be in exec form, CMD and a program of the image (a hardened image has"
        + " no shell), got "
        + got;
  }

  private static HealthCheck.Builder health() {
    return HealthCheck.builder().command(HEALTH);
  }

  private static software.amazon.awscdk.Duration seconds(int seconds) {
    return software.amazon.awscdk.Duration.seconds(seconds);
  }

  private static List<Wrong> names() {
    List<Wrong> names = new ArrayList<>();
    for (String name : List.of("", "web app", "web.app", "über", "-web", "a".repeat(256))) {
      names.add(
          new Wrong(
              "container name " + name,
              () -> task().addContainer(name, worker().build()),
              "container name must be 1 to 255 letters, digits, hyphens and underscores, got "
                  + Wanted.shown(name)));
    }
    names.add(
        new Wrong(
            "two containers of one name",
            () -> {
              HardenedTask task = task();
              task.addContainer("worker", worker().build());
              task.addContainer("worker", worker().build());
            },
            "container name must be unique in the task, got \"worker\" twice"));
    names.add(
        new Wrong(
            "eleven containers",
            () -> {
              HardenedTask task = task();
              for (int i = 0; i < 11; i++) {
                task.addContainer("worker" + i, worker().cpu(2).memoryLimitMiB(6).build());
              }
            },
            "containers must be at most 10 in a task, got \"worker10\" too"));
    return names;
  }

  private static List<Wrong> exposure() {
    return List.of(
        new Wrong(
            "certificate missing",
            () -> bare().build(),
            "certificate must be given for HTTPS (or plainHttpWithoutEncryption called), got"
                + " none"),
        web(
            "both a certificate and plain HTTP",
            web -> web.certificate(certificate()),
            "certificate must be left out with plainHttpWithoutEncryption, got both of them"),
        new Wrong(
            "access logs without a region",
            () -> {
              Stack anywhere = new Stack(SYNTHESIS.app(), "Anywhere" + scopes++);
              Synthesis.good(anywhere, Synthesis.cluster(anywhere))
                  .accessLogs(new Bucket(anywhere, "Logs"))
                  .build();
            },
            "region of the stack must be known at synth with accessLogs (the bucket's policy names"
                + " its load balancers), got one that only the deployment knows"));
  }

  private static List<Wrong> placements() {
    return List.of(
        new Wrong(
            "no cluster",
            () -> ProxiedService.Builder.create(scope(), "Web").application(IMAGE).build(),
            "cluster is required"),
        web("no placement", web -> web.placement(null), "placement is required"),
        web("no capacity", web -> web.placement(Placement.ec2(null)), "capacity is required"),
        web(
            "a processor that nobody knows",
            web -> web.cpuArchitecture(CpuArchitecture.of("RISCV")),
            "cpuArchitecture must be CpuArchitecture.X86_64 or CpuArchitecture.ARM64, got"
                + " another"),
        web(
            "a bridge on instances that nobody knows",
            web -> web.placement(Placement.ec2Bridge()),
            "placement must be ec2Bridge(capacity) where the cluster does not know its instances'"
                + " security group, got ec2Bridge()"),
        web(
            "subnets on a bridge",
            web ->
                web.placement(Placement.ec2Bridge()).vpcSubnets(SubnetSelection.builder().build()),
            "vpcSubnets must be left out on EC2 bridge, where the instance decides, got some"),
        new Wrong(
            "a Unix socket on Fargate",
            () -> socket().build(),
            "placement must be on EC2 with unixSocket (Fargate has no tmpfs that two containers"
                + " share), got Fargate"),
        new Wrong(
            "a Unix socket of another user",
            () -> socket().placement(Placement.ec2()).user("1000:1000").build(),
            "user must be the proxy's, 65532:65532, with unixSocket (nobody else may use the"
                + " socket), got 1000:1000"),
        new Wrong(
            "a Unix socket and a port",
            () -> socket().placement(Placement.ec2()).port(8081).build(),
            "port must be left out with unixSocket, got 8081"),
        new Wrong(
            "a VPC whose range nobody knows",
            () -> {
              Construct scope = scope();
              good().cluster(nowhere(scope)).build();
            },
            "proxySettings must be told whom to trust, as in proxy -> proxy.trust(\"10.0.0.0/16\"),"
                + " where only the deployment knows the VPC's range, got no network"),
        new Wrong(
            "clients of a VPC whose range nobody knows",
            () -> {
              Construct scope = scope();
              good()
                  .cluster(nowhere(scope))
                  .proxySettings(proxy -> proxy.trust("10.0.0.0/16"))
                  .build();
            },
            "allowClients must be called where the VPC's range is not known, got nobody"),
        new Wrong(
            "a service of nothing",
            () ->
                HardenedService.Builder.create(scope(), "Service")
                    .cluster(CLUSTER)
                    .task(task())
                    .build(),
            "task must be one with containers, got none in it"),
        new Wrong(
            "a service without a task",
            () -> HardenedService.Builder.create(scope(), "Service").cluster(CLUSTER).build(),
            "task is required"),
        new Wrong(
            "a capability by CDK's own method",
            () ->
                task()
                    .addContainer("worker", worker().build())
                    .getLinuxParameters()
                    .addCapabilities(Capability.SYS_ADMIN),
            "a hardened container must have no capabilities"),
        new Wrong(
            "a tmpfs by CDK's own method",
            () ->
                task()
                    .addContainer("worker", worker().build())
                    .getLinuxParameters()
                    .addTmpfs(Tmpfs.builder().containerPath("/x").size(1).build()),
            "a writable place of a hardened container must be given by writablePath"));
  }

  private static Cluster nowhere(Construct scope) {
    return Cluster.Builder.create(scope, "Cluster")
        .vpc(
            Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                    .vpcId("vpc-1")
                    .availabilityZones(List.of("eu-central-1a", "eu-central-1b"))
                    .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                    .build()))
        .build();
  }

  private static ProxiedService.Builder socket() {
    return ProxiedService.Builder.create(scope(), "Web")
        .cluster(CLUSTER)
        .application(IMAGE)
        .unixSocket()
        .healthCheck(HEALTH)
        .plainHttpWithoutEncryption();
  }

  @ParameterizedTest
  @MethodSource
  void wrong(Wrong wrong) {
    assertThatThrownBy(wrong.attempt()::run)
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
        .hasMessage(wrong.sentence());
  }

  @Test
  void takesWhatIsRight() {
    assertThat(good().build().getProxySettings().port()).isEqualTo(8080);
    assertThat(good().port(8080).build().getProxySettings().port()).isEqualTo(8081);
    assertThat(
            good()
                .application(ContainerImage.fromRegistry("nginx:1.29" + DIGEST))
                .user("1000:1000")
                .secret("DB_PASSWORD", SECRET)
                .environment("PASSWORD_FILE", "/run/secrets/db")
                .build()
                .getTask()
                .getContainers())
        .containsOnlyKeys("app", "proxy");
  }

  @Test
  void takesTheLongestPauseThatAConnectionOutlives() {
    assertThat(
            good()
                .proxySettings(
                    proxy ->
                        proxy
                            .readTimeout(Duration.ofSeconds(3594))
                            .keepAlive(Duration.ofSeconds(3600)))
                .build()
                .getProxySettings()
                .timeouts()
                .read())
        .hasSeconds(3594);
  }

  @Test
  void takesAVpcAndAClusterThatWereMadeElsewhere() {
    Construct scope = scope();
    IVpc vpc =
        Vpc.fromVpcAttributes(
            scope,
            "Vpc",
            VpcAttributes.builder()
                .vpcId("vpc-1")
                .vpcCidrBlock("10.9.0.0/16")
                .availabilityZones(List.of("eu-central-1a", "eu-central-1b"))
                .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                .build());
    ICluster cluster =
        Cluster.fromClusterAttributes(
            scope,
            "Cluster",
            ClusterAttributes.builder()
                .clusterName("shop")
                .vpc(vpc)
                .securityGroups(
                    List.of(SecurityGroup.fromSecurityGroupId(scope, "Instances", "sg-1")))
                .build());
    for (Placement placement :
        List.of(Placement.fargate(), Placement.ec2(), Placement.ec2Bridge())) {
      assertThat(
              good()
                  .cluster(cluster)
                  .placement(placement)
                  .build()
                  .getProxySettings()
                  .trustedNetworks())
          .extracting(TrustedNetwork::cidr)
          .containsExactly("10.9.0.0/16");
    }
  }
}
