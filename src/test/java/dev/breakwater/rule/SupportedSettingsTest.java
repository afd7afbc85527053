package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedSettingsTest {
  private static final SupportedSettings RULE = new SupportedSettings();

  private static final String WINDOWS =
      "RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE}";

  private static final String TASK =
      """
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Properties: {%s, ContainerDefinitions: [{Name: app, %s}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Privileged: true | privileged of container app",
        "LinuxParameters: {Capabilities: {Add: [SYS_PTRACE, NET_ADMIN]}} | capability NET_ADMIN of"
            + " container app",
        "LinuxParameters: {Devices: [{HostPath: /dev/x}, {HostPath: /dev/y}]} |"
            + " linuxParameters.devices of container app",
        "LinuxParameters: {SharedMemorySize: 64} | linuxParameters.sharedMemorySize of container"
            + " app",
        "LinuxParameters: {MaxSwap: 64} | linuxParameters.maxSwap of container app",
        "LinuxParameters: {Swappiness: 1} | linuxParameters.swappiness of container app",
        "DockerSecurityOptions: [no-new-privileges] | dockerSecurityOptions of container app",
        "LogConfiguration: {LogDriver: json-file} | logDriver json-file of container app",
        "ResourceRequirements: [{Type: GPU, Value: 1}] | resourceRequirements of container app",
        "StartTimeout: 1 | startTimeout outside of 2 to 120 s of container app",
        "StartTimeout: 121 | startTimeout outside of 2 to 120 s of container app",
        "StopTimeout: 121 | stopTimeout above 120 s of container app",
      })
  void sayWhatFargateRefusesOfAContainer(String setting, String what) {
    assertThat(fargate("", setting)).isEqualTo("FAIL " + what + " is not supported on Fargate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PidMode: host | pidMode host",
        "IpcMode: none | ipcMode",
        "EphemeralStorage: {SizeInGiB: 20} | ephemeralStorage below 21 or above 200 GiB",
        "EphemeralStorage: {SizeInGiB: 201} | ephemeralStorage below 21 or above 200 GiB",
        "PlacementConstraints: [{Type: memberOf}] | placementConstraints",
        "InferenceAccelerators: [{DeviceName: d}] | inferenceAccelerators",
        "Volumes: [{Name: v, Host: {SourcePath: /srv}}] | host.sourcePath of volume v",
        "Volumes: [{Name: v, DockerVolumeConfiguration: {Driver: local}}] |"
            + " dockerVolumeConfiguration of volume v",
        "Cpu: 300 | memory 2048 with cpu 300",
        "Cpu: 256, Memory: 1536 | memory 1536 with cpu 256",
        "Cpu: 8192, Memory: 17408 | memory 17408 with cpu 8192",
      })
  void sayWhatFargateRefusesOfATask(String setting, String what) {
    String all = setting.contains("Memory") ? setting : setting + ", Memory: 2048";
    assertThat(fargate(", " + all, "Image: app"))
        .isEqualTo("FAIL " + what + " is not supported on Fargate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PidMode: task | Privileged: false",
        "EphemeralStorage: {SizeInGiB: 21} | LinuxParameters: {InitProcessEnabled: true}",
        "ProxyConfiguration: {ContainerName: envoy} | Ulimits: [{Name: core, SoftLimit: 0}]",
        "PlacementConstraints: [] | LinuxParameters: {Tmpfs: [{ContainerPath: /tmp, Size: 1}]}",
        "Volumes: [{Name: v, EFSVolumeConfiguration: {}}] | StopTimeout: 120",
        "EphemeralStorage: {SizeInGiB: 200} | StartTimeout: 2",
        "Cpu: 256, Memory: 2048 | StartTimeout: 120",
        "Cpu: 256, Memory: 512 | DockerLabels: {team: web}",
        "Cpu: .25 vCPU, Memory: 2 GB | PortMappings: [{ContainerPort: 80, HostPort: 80}]",
        "Cpu: 16384, Memory: 122880 | LogConfiguration: {LogDriver: splunk}",
      })
  void passWhatFargateTakes(String task, String container) {
    assertThat(fargate(", " + task, container)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NetworkMode: bridge | FAIL networkMode bridge is not supported on Fargate",
        "Family: web | FAIL networkMode is not awsvpc, which Fargate asks for",
      })
  void sayThatFargateHasOneNetworkModeOnly(String mode, String says) {
    assertThat(says("RequiresCompatibilities: [FARGATE], " + mode, "Image: app")).isEqualTo(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EC2 | EphemeralStorage: {SizeInGiB: 30} | Image: app | ephemeralStorage is not supported"
            + " on EC2",
        "EC2 | Family: web | LinuxParameters: {Swappiness: 1} | linuxParameters.swappiness of"
            + " container app is not supported without maxSwap",
        "EXTERNAL | NetworkMode: awsvpc | Image: app | networkMode awsvpc is not supported on"
            + " External",
        "EXTERNAL | Volumes: [{Name: v, EFSVolumeConfiguration: {}}] | Image: app |"
            + " efsVolumeConfiguration of volume v is not supported on External",
        "MANAGED_INSTANCES | NetworkMode: bridge | Image: app | networkMode bridge is not"
            + " supported on Managed Instances",
        "MANAGED_INSTANCES | IpcMode: task | Image: app | ipcMode is not supported on Managed"
            + " Instances",
        "MANAGED_INSTANCES | Family: web | DockerLabels: {a: b} | dockerLabels of container app is"
            + " not supported on Managed Instances",
        "MANAGED_INSTANCES | Family: web | DockerSecurityOptions: [no-new-privileges] |"
            + " dockerSecurityOptions of container app is not supported on Managed Instances",
        "MANAGED_INSTANCES | Volumes: [{Name: v, DockerVolumeConfiguration: {Driver: local}}] |"
            + " Image: app | dockerVolumeConfiguration of volume v is not supported on Managed"
            + " Instances",
        "MANAGED_INSTANCES | InferenceAccelerators: [{DeviceName: d}] | Image: app |"
            + " inferenceAccelerators is not supported on Managed Instances",
        "EXTERNAL | EphemeralStorage: {SizeInGiB: 30} | Image: app | ephemeralStorage is not"
            + " supported on External",
        "MANAGED_INSTANCES | Family: web | StopTimeout: 86401 | stopTimeout above 86400 s of"
            + " container app is not supported on Managed Instances",
        "EC2 | NetworkMode: awsvpc | Links: [db] | links of container app is not supported in"
            + " networkMode awsvpc",
        "EC2 | NetworkMode: host | Links: [db] | links of container app is not supported in another"
            + " networkMode than bridge",
        "EC2 | NetworkMode: awsvpc | Hostname: web | hostname of container app is not supported in"
            + " networkMode awsvpc",
        "EC2 | NetworkMode: host | PortMappings: [{ContainerPort: 80, HostPort: 8080}] | a hostPort"
            + " other than containerPort of container app is not supported in networkMode awsvpc"
            + " and host",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE} |"
            + " ReadonlyRootFilesystem: true | readonlyRootFilesystem of container app is not"
            + " supported on Windows",
      })
  void sayWhatTheOthersRefuseOrIgnore(String platform, String task, String container, String says) {
    assertThat(says("RequiresCompatibilities: [" + platform + "], " + task, container))
        .isEqualTo("FAIL " + says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EC2 | NetworkMode: bridge | Links: [db]",
        "EC2 | Family: web | Links: [db]",
        "EC2 | NetworkMode: bridge | PortMappings: [{ContainerPort: 80, HostPort: 8080}]",
        "EC2 | NetworkMode: awsvpc | PortMappings: [{ContainerPort: 80, HostPort: 80}]",
        "EC2 | IpcMode: host | LinuxParameters: {MaxSwap: 64, Swappiness: 10}",
        "MANAGED_INSTANCES | PidMode: host | Privileged: true",
        "MANAGED_INSTANCES | PlacementConstraints: [{Type: memberOf}] | StartTimeout: 600",
        "MANAGED_INSTANCES | RuntimePlatform: {OperatingSystemFamily: LINUX} | StopTimeout: 86400",
        "MANAGED_INSTANCES | Family: web | DisableNetworking: false",
        "EC2 | NetworkMode: awsvpc | DisableNetworking: false",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE} |"
            + " Privileged: false",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE} |"
            + " ReadonlyRootFilesystem: false",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE} |"
            + " LinuxParameters: {InitProcessEnabled: false}",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE} |"
            + " DisableNetworking: false",
        "MANAGED_INSTANCES | Volumes: [{Name: v, Host: {SourcePath: /srv}}] | StopTimeout: 600",
        "EXTERNAL | NetworkMode: bridge | DockerSecurityOptions: [no-new-privileges]",
        "EC2 | RuntimePlatform: {OperatingSystemFamily: LINUX} | ReadonlyRootFilesystem: true",
      })
  void passWhatTheOthersTake(String platform, String task, String container) {
    assertThat(says("RequiresCompatibilities: [" + platform + "], " + task, container)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Links: [db] | links",
        "Hostname: web | hostname",
        "DnsServers: [10.0.0.2] | dnsServers",
        "DnsSearchDomains: [internal] | dnsSearchDomains",
        "DisableNetworking: true | disableNetworking",
        "StartTimeout: 601 | startTimeout above 600 s",
        "LinuxParameters: {SharedMemorySize: 64} | linuxParameters.sharedMemorySize",
      })
  void sayWhatManagedInstancesRefuseOfAContainer(String setting, String what) {
    assertThat(says("RequiresCompatibilities: [MANAGED_INSTANCES]", setting))
        .isEqualTo("FAIL " + what + " of container app is not supported on Managed Instances");
  }

  @Test
  void sayThatManagedInstancesHaveNoWindows() {
    assertThat(says("RequiresCompatibilities: [MANAGED_INSTANCES], " + WINDOWS, "Image: app"))
        .isEqualTo("FAIL operatingSystemFamily is not supported on Managed Instances");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DnsServers: [10.0.0.2] | dnsServers",
        "DnsSearchDomains: [internal] | dnsSearchDomains",
        "ExtraHosts: [{Hostname: db, IpAddress: 10.0.0.3}] | extraHosts",
        "DisableNetworking: true | disableNetworking",
      })
  void sayWhatAwsvpcRefuses(String setting, String what) {
    assertThat(says("RequiresCompatibilities: [EC2], NetworkMode: awsvpc", setting))
        .isEqualTo("FAIL " + what + " of container app is not supported in networkMode awsvpc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Privileged: true | privileged",
        "LinuxParameters: {Capabilities: {Add: [SYS_PTRACE]}} | capabilities",
        "LinuxParameters: {Capabilities: {Drop: [ALL]}} | capabilities",
        "LinuxParameters: {Devices: [{HostPath: /dev/x}]} | linuxParameters.devices",
        "LinuxParameters: {InitProcessEnabled: true} | initProcessEnabled",
        "LinuxParameters: {Tmpfs: [{ContainerPath: /tmp, Size: 1}]} | linuxParameters.tmpfs",
        "Links: [db] | links",
        "DnsServers: [10.0.0.2] | dnsServers",
        "DnsSearchDomains: [internal] | dnsSearchDomains",
        "ExtraHosts: [{Hostname: db, IpAddress: 10.0.0.3}] | extraHosts",
        "DisableNetworking: true | disableNetworking",
        "Ulimits: [{Name: core, SoftLimit: 0}] | ulimits",
      })
  void sayWhatDoesNothingOnWindows(String setting, String what) {
    assertThat(says("RequiresCompatibilities: [EC2], " + WINDOWS, setting))
        .isEqualTo("FAIL " + what + " of container app is not supported on Windows");
  }

  @ParameterizedTest
  @CsvSource({"PidMode: host, pidMode", "IpcMode: host, ipcMode"})
  void sayWhatATaskOnWindowsLacks(String setting, String what) {
    assertThat(says("RequiresCompatibilities: [EC2], " + WINDOWS + ", " + setting, "Image: app"))
        .isEqualTo("FAIL " + what + " is not supported on Windows");
  }

  @Test
  void failWhatOneOfTwoNamedPlatformsRefuses() {
    assertThat(
            says(
                "RequiresCompatibilities: [EC2, FARGATE], NetworkMode: awsvpc", "Privileged: true"))
        .isEqualTo("FAIL privileged of container app is not supported on Fargate");
  }

  @Test
  void areNotSureOfAPlatformThatNobodyNames() {
    assertThat(says("NetworkMode: awsvpc", "Privileged: true"))
        .isEqualTo(
            "UNKNOWN privileged of container app is not supported on Fargate, and nothing says"
                + " whether it is Fargate: requiresCompatibilities would");
  }

  @Test
  void passOnInstancesThatTheNetworkModeNames() {
    assertThat(says("NetworkMode: bridge", "Privileged: true")).isEmpty();
    assertThat(says("Family: web", "Privileged: true")).isEmpty();
  }

  @Test
  void areNotSureOfAValueThatIsUnresolved() {
    assertThat(fargate("", "Privileged: !ImportValue Privileged"))
        .isEqualTo("UNKNOWN cannot be decided from ${Fn::ImportValue:Privileged}");
  }

  private static String fargate(String task, String container) {
    return says("RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc" + task, container);
  }

  private static String says(String task, String container) {
    return new Fixture("task.yaml", TASK.formatted(task, container)).says(RULE);
  }
}
