package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Published;
import dev.breakwater.model.Container;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Port;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the containers of a task reach each other and are reached: the network modes of ECS, as its
 * agent makes them of Docker's.
 */
final class TaskNetwork {
  /** What the ECS agent calls its own: the container that holds the task's namespaces. */
  static final String PAUSE = "pause";

  private static final Set<Platform> AWSVPC_ONLY =
      Set.of(Platform.FARGATE, Platform.MANAGED_INSTANCES);

  private final String mode;
  private final Run run;
  private final Reading reading;
  private final List<Published> published = new ArrayList<>();

  TaskNetwork(TaskDefinition task, List<Container> containers, Run run, int port, Reading reading) {
    this.run = run;
    this.reading = reading;
    String otherwise = AWSVPC_ONLY.containsAll(task.platforms()) ? "awsvpc" : "bridge";
    mode = reading.value(task.networkMode(), "networkMode").orElse(otherwise);
    int next = port;
    for (Container container : frontFirst(containers)) {
      for (Port mapping : ports(container)) {
        String name = name(container);
        int inside = reading.value(mapping.containerPort(), of(name) + "containerPort").orElse(0);
        String protocol = reading.value(mapping.protocol(), of(name) + "protocol").orElse("tcp");
        if (inside > 0) {
          boolean first = next > 0 && protocol.equals("tcp");
          published.add(new Published(name, inside, first ? next : 0, protocol));
          next = first ? 0 : next;
        }
      }
    }
    published.sort((one, other) -> Integer.compare(other.hostPort(), one.hostPort()));
    sentences();
  }

  /** Whether one network namespace is shared by all. */
  boolean isShared() {
    return mode.equals("awsvpc");
  }

  /** The ports that are reached on this machine, the one that was asked for first. */
  List<Published> published() {
    if (!mode.equals("host")) {
      return mode.equals("none") ? List.of() : List.copyOf(published);
    }
    return published.stream()
        .map(p -> new Published(p.container(), p.containerPort(), p.containerPort(), p.protocol()))
        .toList();
  }

  /** The network of the container that holds the namespace. */
  List<String> pause() {
    List<String> words = new ArrayList<>(List.of("--network", "bridge"));
    published.forEach(port -> publish(port, words));
    return words;
  }

  /** The network of a container of the task. */
  List<String> of(Container container) {
    String name = name(container);
    if (isShared()) {
      return List.of("--network", "container:" + run.name(PAUSE));
    }
    if (reading.isOn(container.disableNetworking(), of(name) + "disableNetworking")) {
      return List.of("--network", "none");
    }
    List<String> words = new ArrayList<>();
    if (!mode.equals("bridge")) {
      words.addAll(List.of("--network", mode));
    } else {
      // Docker's default, and not named: the client of engine 20.10 refuses links beside the name.
      published.stream().filter(p -> p.container().equals(name)).forEach(p -> publish(p, words));
      for (String link : reading.values(container.links(), of(name) + "links")) {
        String alias = link.contains(":") ? link : link + ":" + link;
        words.addAll(List.of("--link", "breakwater-" + run.id() + "-" + alias));
      }
    }
    reading
        .value(container.hostname(), of(name) + "hostname")
        .ifPresent(value -> words.addAll(List.of("--hostname", value)));
    for (String server : reading.values(container.dnsServers(), of(name) + "dnsServers")) {
      words.addAll(List.of("--dns", server));
    }
    for (String domain : reading.values(container.dnsSearchDomains(), of(name) + "dnsSearch")) {
      words.addAll(List.of("--dns-search", domain));
    }
    for (Container.ExtraHost host : reading.values(container.extraHosts(), of(name) + "hosts")) {
      String hostname = reading.value(host.hostname(), of(name) + "extraHosts").orElse("");
      String address = reading.value(host.ipAddress(), of(name) + "extraHosts").orElse("");
      words.addAll(List.of("--add-host", hostname + ":" + address));
    }
    return words;
  }

  private static void publish(Published port, List<String> words) {
    String here = port.hostPort() == 0 ? "" : Integer.toString(port.hostPort());
    words.add("--publish");
    words.add("127.0.0.1:%s:%d/%s".formatted(here, port.containerPort(), port.protocol()));
  }

  private void sentences() {
    switch (mode) {
      case "host" ->
          reading.differs(
              "network mode host: the containers listen on this machine's own addresses, and"
                  + " --port does not apply");
      case "none" -> reading.differs("network mode none: nothing reaches the task, as on ECS");
      default -> {
        if (!published.isEmpty()) {
          reading.differs(
              "ports are published on 127.0.0.1 of this machine only; there is no load balancer"
                  + " and no security group");
        }
      }
    }
  }

  private List<Port> ports(Container container) {
    return reading.values(container.portMappings(), of(name(container)) + "portMappings");
  }

  /** The container that nobody else waits for is the one that speaks with the outside. */
  private static List<Container> frontFirst(List<Container> containers) {
    Set<String> needed =
        containers.stream()
            .flatMap(container -> container.dependsOn().known())
            .flatMap(dependency -> dependency.containerName().known().stream())
            .collect(java.util.stream.Collectors.toSet());
    List<Container> sorted = new ArrayList<>(containers);
    sorted.sort(
        (one, other) -> Boolean.compare(needed.contains(name(one)), needed.contains(name(other))));
    return sorted;
  }

  static String name(Container container) {
    return container.name().known().orElse("unnamed");
  }

  static String of(String container) {
    return "container " + container + ": ";
  }
}
