package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.Container;
import dev.breakwater.model.LinuxParameters;
import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Settings of containers that a platform refuses or ignores; for the sources {@link TaskSupport}.
 */
final class ContainerSupport {
  private static final List<String> LOG_DRIVERS = List.of("awsfirelens", "awslogs", "splunk");

  private ContainerSupport() {}

  static Verdict on(Platform platform, TaskDefinition task) {
    return switch (platform) {
      case FARGATE -> of(task, "on Fargate", ContainerSupport::onFargate);
      case MANAGED_INSTANCES -> of(task, "on Managed Instances", ContainerSupport::onManaged);
      case EC2, EXTERNAL -> of(task, "without maxSwap", ContainerSupport::onInstances);
    };
  }

  private static Verdict of(
      TaskDefinition task, String where, BiConsumer<Support, Container> check) {
    return each(
        task.containers(),
        (container, at) -> {
          Support support = Support.at(where).of(container.name());
          check.accept(support, container);
          return support.verdict();
        });
  }

  private static void onFargate(Support support, Container container) {
    LinuxParameters linux = container.linuxParameters();
    support.none("privileged", container.privileged(), on -> on);
    support.none(
        "capability",
        linux.capabilitiesAdd(),
        added -> !Capability.name(added).equals("SYS_PTRACE"));
    support.none("linuxParameters.devices", linux.devices());
    onNeither(support, container);
    support.none("resourceRequirements", container.others());
    support.none(
        "startTimeout outside of 2 to 120 s",
        container.startTimeout(),
        seconds -> seconds < 2 || seconds > 120);
    support.none("stopTimeout above 120 s", container.stopTimeout(), seconds -> seconds > 120);
  }

  private static void onManaged(Support support, Container container) {
    onNeither(support, container);
    support.none("links", container.links());
    support.none("hostname", container.hostname());
    support.none("dnsServers", container.dnsServers());
    support.none("dnsSearchDomains", container.dnsSearchDomains());
    support.none("disableNetworking", container.disableNetworking(), on -> on);
    support.none("dockerLabels", container.dockerLabels());
    support.none("startTimeout above 600 s", container.startTimeout(), seconds -> seconds > 600);
    support.none("stopTimeout above 86400 s", container.stopTimeout(), seconds -> seconds > 86_400);
  }

  private static void onInstances(Support support, Container container) {
    LinuxParameters linux = container.linuxParameters();
    if (linux.maxSwap().isAbsent()) {
      support.none("linuxParameters.swappiness", linux.swappiness());
    }
  }

  /** Neither on Fargate nor on Managed Instances. */
  private static void onNeither(Support support, Container container) {
    LinuxParameters linux = container.linuxParameters();
    support.none("dockerSecurityOptions", container.dockerSecurityOptions());
    support.none("linuxParameters.sharedMemorySize", linux.sharedMemorySize());
    support.none("linuxParameters.maxSwap", linux.maxSwap());
    support.none("linuxParameters.swappiness", linux.swappiness());
    support.none("logDriver", container.logConfiguration().logDriver(), LOG_DRIVERS);
  }

  /** ECS has an API that takes them, and a network mode that does not. */
  static Verdict inItsNetworkMode(TaskDefinition task) {
    Verdict awsvpc = of(task, "in networkMode awsvpc", ContainerSupport::inAwsvpc);
    Verdict links =
        of(task, "in another networkMode than bridge", (s, c) -> s.none("links", c.links()));
    Verdict same =
        of(task, "in networkMode awsvpc and host", ContainerSupport::withPortsOfTheSameNumber);
    if (awsvpc.and(links).and(same).problems().isEmpty()) {
      return pass();
    }
    return each(
        task.networkMode(),
        (mode, at) ->
            switch (mode) {
              case "awsvpc" -> awsvpc.and(same);
              case "host" -> links.and(same);
              case "none" -> links;
              default -> pass();
            });
  }

  private static void inAwsvpc(Support support, Container container) {
    support.none("links", container.links());
    support.none("hostname", container.hostname());
    support.none("dnsServers", container.dnsServers());
    support.none("dnsSearchDomains", container.dnsSearchDomains());
    support.none("extraHosts", container.extraHosts());
    support.none("disableNetworking", container.disableNetworking(), on -> on);
  }

  private static void withPortsOfTheSameNumber(Support support, Container container) {
    support.add(
        each(
            container.portMappings(),
            (port, at) ->
                each(
                    port.containerPort(),
                    (inside, where) -> {
                      Support of =
                          Support.at("in networkMode awsvpc and host").of(container.name());
                      of.none(
                          "a hostPort other than containerPort",
                          port.hostPort(),
                          outside -> outside != 0 && !outside.equals(inside));
                      return of.verdict();
                    })));
  }

  static Verdict onWindows(TaskDefinition task) {
    return of(
        task,
        "on Windows",
        (support, container) -> {
          LinuxParameters linux = container.linuxParameters();
          support.none("privileged", container.privileged(), on -> on);
          support.none("readonlyRootFilesystem", container.readonlyRootFilesystem(), on -> on);
          support.none("capabilities", linux.capabilitiesAdd());
          support.none("capabilities", linux.capabilitiesDrop());
          support.none("linuxParameters.devices", linux.devices());
          support.none("initProcessEnabled", linux.initProcessEnabled(), on -> on);
          support.none("linuxParameters.tmpfs", linux.tmpfs());
          support.none("links", container.links());
          support.none("dnsServers", container.dnsServers());
          support.none("dnsSearchDomains", container.dnsSearchDomains());
          support.none("extraHosts", container.extraHosts());
          support.none("disableNetworking", container.disableNetworking(), on -> on);
          support.none("ulimits", container.ulimits());
        });
  }
}
