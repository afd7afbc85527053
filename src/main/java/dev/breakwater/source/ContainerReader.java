package dev.breakwater.source;

import dev.breakwater.model.Container;
import dev.breakwater.model.Container.DockerLabel;
import dev.breakwater.model.Container.ExtraHost;
import dev.breakwater.model.Dependency;
import dev.breakwater.model.Device;
import dev.breakwater.model.HealthCheck;
import dev.breakwater.model.Image;
import dev.breakwater.model.LinuxParameters;
import dev.breakwater.model.LogConfiguration;
import dev.breakwater.model.Mount;
import dev.breakwater.model.Port;
import dev.breakwater.model.RestartPolicy;
import dev.breakwater.model.Secret;
import dev.breakwater.model.SystemControl;
import dev.breakwater.model.Tmpfs;
import dev.breakwater.model.Ulimit;
import dev.breakwater.model.Variable;
import dev.breakwater.model.VolumeFrom;
import java.util.ArrayList;
import java.util.List;

/** Reads one container definition. */
final class ContainerReader {
  private final NodeReader read;

  ContainerReader(NodeReader read) {
    this.read = read;
  }

  Container container(Node node) {
    return new Container(
        read.text(node.property("name")),
        Image.of(read.text(node.property("image"))),
        read.texts(node.property("command")),
        read.texts(node.property("entryPoint")),
        read.text(node.property("workingDirectory")),
        read.text(node.property("user")),
        read.flag(node.property("essential")),
        read.flag(node.property("privileged")),
        read.flag(node.property("readonlyRootFilesystem")),
        read.number(node.property("cpu")),
        read.number(node.property("memory")),
        read.number(node.property("memoryReservation")),
        read.objects(node.property("environment"), this::variable),
        read.list(node.property("environmentFiles"), file -> read.text(file.property("value"))),
        read.objects(node.property("secrets"), this::secret),
        read.objects(node.property("portMappings"), this::port),
        read.texts(node.property("links")),
        read.objects(node.property("mountPoints"), this::mount),
        read.objects(node.property("volumesFrom"), this::volumeFrom),
        linuxParameters(node.property("linuxParameters")),
        read.texts(node.property("dockerSecurityOptions")),
        read.objects(node.property("ulimits"), this::ulimit),
        read.objects(node.property("systemControls"), this::systemControl),
        logConfiguration(node.property("logConfiguration")),
        healthCheck(node.property("healthCheck")),
        read.objects(node.property("dependsOn"), this::dependency),
        restartPolicy(node.property("restartPolicy")),
        read.number(node.property("startTimeout")),
        read.number(node.property("stopTimeout")),
        read.text(node.property("hostname")),
        read.objects(node.property("extraHosts"), this::extraHost),
        read.texts(node.property("dnsServers")),
        read.texts(node.property("dnsSearchDomains")),
        read.flag(node.property("disableNetworking")),
        read.flag(node.property("interactive")),
        read.flag(node.property("pseudoTerminal")),
        read.entries(
            node.property("dockerLabels"),
            (name, value) -> new DockerLabel(name, read.text(value))),
        NoEchoReader.texts(read, node),
        read.written(node, List.of("resourceRequirements")));
  }

  private Variable variable(Node node) {
    Node value = node.property("value");
    List<String> written = new ArrayList<>();
    collectUnknown(value, written);
    return new Variable(
        read.text(node.property("name")), read.secretive(value), value.noEcho(), written);
  }

  private static void collectUnknown(Node value, List<String> written) {
    if (value instanceof Node.Unknown unknown) {
      written.add(unknown.expression());
    } else if (value instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> collectUnknown(arm, written));
    }
  }

  private Secret secret(Node node) {
    return new Secret(read.text(node.property("name")), read.text(node.property("valueFrom")));
  }

  private Port port(Node node) {
    return new Port(
        read.number(node.property("containerPort")),
        read.text(node.property("containerPortRange")),
        read.number(node.property("hostPort")),
        read.text(node.property("protocol")),
        read.text(node.property("name")));
  }

  private Mount mount(Node node) {
    return new Mount(
        read.text(node.property("sourceVolume")),
        read.text(node.property("containerPath")),
        read.flag(node.property("readOnly")));
  }

  private VolumeFrom volumeFrom(Node node) {
    return new VolumeFrom(
        read.text(node.property("sourceContainer")), read.flag(node.property("readOnly")));
  }

  private LinuxParameters linuxParameters(Node node) {
    Node capabilities = node.property("capabilities");
    return new LinuxParameters(
        read.texts(capabilities.property("add")),
        read.texts(capabilities.property("drop")),
        read.objects(node.property("devices"), this::device),
        read.flag(node.property("initProcessEnabled")),
        read.objects(node.property("tmpfs"), this::tmpfs),
        read.number(node.property("sharedMemorySize")),
        read.number(node.property("maxSwap")),
        read.number(node.property("swappiness")));
  }

  private Device device(Node node) {
    return new Device(
        read.text(node.property("hostPath")),
        read.text(node.property("containerPath")),
        read.texts(node.property("permissions")));
  }

  private Tmpfs tmpfs(Node node) {
    return new Tmpfs(
        read.text(node.property("containerPath")),
        read.number(node.property("size")),
        read.texts(node.property("mountOptions")));
  }

  private Ulimit ulimit(Node node) {
    return new Ulimit(
        read.text(node.property("name")),
        read.number(node.property("softLimit")),
        read.number(node.property("hardLimit")));
  }

  private SystemControl systemControl(Node node) {
    return new SystemControl(
        read.text(node.property("namespace")), read.text(node.property("value")));
  }

  private LogConfiguration logConfiguration(Node node) {
    return new LogConfiguration(
        read.text(node.property("logDriver")),
        read.entries(
            node.property("options"),
            (name, value) -> new LogConfiguration.Option(name, read.secretive(value))));
  }

  private HealthCheck healthCheck(Node node) {
    return new HealthCheck(
        read.texts(node.property("command")),
        read.number(node.property("interval")),
        read.number(node.property("timeout")),
        read.number(node.property("retries")),
        read.number(node.property("startPeriod")));
  }

  private Dependency dependency(Node node) {
    return new Dependency(
        read.text(node.property("containerName")), read.text(node.property("condition")));
  }

  private RestartPolicy restartPolicy(Node node) {
    return new RestartPolicy(
        read.flag(node.property("enabled")),
        read.texts(node.property("ignoredExitCodes")),
        read.number(node.property("restartAttemptPeriod")));
  }

  private ExtraHost extraHost(Node node) {
    return new ExtraHost(
        read.text(node.property("hostname")), read.text(node.property("ipAddress")));
  }
}
