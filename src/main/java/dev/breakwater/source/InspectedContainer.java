package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One container of {@code docker inspect} in the shape of a container definition.
 *
 * <p>Source: the Docker Engine API, {@code ContainerInspect}; tried on Docker 20.10 and 28.2.
 *
 * @param inspected what was printed of it
 * @param byEcs whether the ECS agent runs it, which puts secrets among the variables
 */
record InspectedContainer(Node inspected, boolean byEcs) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** The ECS agent asks for so many where nobody asked for any. */
  private static final long FEWEST_SHARES = 2;

  /** The container definition. */
  Node definition() {
    Node config = inspected.entry("Config");
    Node host = inspected.entry("HostConfig");
    Location at = config.location();
    InspectedMounts mounts = new InspectedMounts(inspected);
    return Nodes.fields(
        at,
        entry("name", new Node.Text(name(), at)),
        entry("image", config.entry("Image")),
        entry("user", user(config.entry("User"), inspected.entry("Platform"))),
        entry("privileged", host.entry("Privileged")),
        entry("readonlyRootFilesystem", host.entry("ReadonlyRootfs")),
        entry("interactive", config.entry("OpenStdin")),
        entry("pseudoTerminal", config.entry("Tty")),
        entry("command", config.entry("Cmd")),
        entry("entryPoint", config.entry("Entrypoint")),
        entry("workingDirectory", said(config.entry("WorkingDir"))),
        entry("cpu", cpu(host)),
        entry("memory", mebibytes(host.entry("Memory"))),
        entry("memoryReservation", mebibytes(host.entry("MemoryReservation"))),
        entry("environment", environment(config.entry("Env"), byEcs)),
        entry("dockerSecurityOptions", securityOptions(host)),
        entry("systemControls", systemControls(host.entry("Sysctls"))),
        entry("ulimits", ulimits(host.entry("Ulimits"))),
        entry("portMappings", ports(host)),
        entry("mountPoints", mounts.mountPoints()),
        entry("linuxParameters", linuxParameters(host, mounts)),
        entry("logConfiguration", log(host.entry("LogConfig"))),
        entry("healthCheck", health(config.entry("Healthcheck"))),
        entry("dockerLabels", config.entry("Labels")));
  }

  /** As the task definition calls it, or as Docker does. */
  String name() {
    String label = label("container-name");
    return label.isEmpty() ? Nodes.text(inspected.entry("Name")).replaceFirst("^/", "") : label;
  }

  /** The agent's label of this name; empty where there is none. */
  String label(String name) {
    return Nodes.text(inspected.entry("Config").entry("Labels").entry("com.amazonaws.ecs." + name));
  }

  /**
   * The engine has put the image's user here by now; where it is empty, nothing but root is left.
   * On Windows the base image says which account that is.
   */
  static Node user(Node user, Node system) {
    if (!Nodes.text(user).isEmpty()) {
      return user;
    }
    return Nodes.text(system).equals("windows")
        ? new Node.Nothing(user.location())
        : new Node.Text("root", user.location());
  }

  private static Node said(Node text) {
    return Nodes.text(text).isEmpty() ? new Node.Nothing(text.location()) : text;
  }

  /** A number above 0; 0 where it says nothing. */
  private static long number(Node node) {
    String text = Nodes.text(node);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static Node number(long number, Node where) {
    return number == 0
        ? new Node.Nothing(where.location())
        : new Node.Text(Long.toString(number), where.location());
  }

  private static Node mebibytes(Node bytes) {
    return number(number(bytes) / MEBIBYTE, bytes);
  }

  /** A quota is stricter than shares, so it goes before them; both in units of 1024 to a vCPU. */
  private Node cpu(Node host) {
    long nano = number(host.entry("NanoCpus"));
    long quota = number(host.entry("CpuQuota"));
    long period = number(host.entry("CpuPeriod"));
    if (nano > 0) {
      return number(Math.max(1, nano * 1024 / 1_000_000_000), host.entry("NanoCpus"));
    }
    if (quota > 0) {
      return number(
          Math.max(1, quota * 1024 / (period == 0 ? 100_000 : period)), host.entry("CpuQuota"));
    }
    Node shares = host.entry("CpuShares");
    return number(byEcs && number(shares) <= FEWEST_SHARES ? 0 : number(shares), shares);
  }

  static Node environment(Node list, boolean byEcs) {
    if (!(list instanceof Node.Items)) {
      return list;
    }
    List<Node> variables = new ArrayList<>();
    for (Node item : Nodes.items(list)) {
      String[] parts = Nodes.text(item).split("=", 2);
      Location at = item.location();
      Node value =
          byEcs
              ? new Node.Unknown("a value that ECS may have fetched from a secret", at)
              : new Node.Text(parts.length > 1 ? parts[1] : "", at);
      variables.add(
          Nodes.fields(at, entry("name", new Node.Text(parts[0], at)), entry("value", value)));
    }
    return new Node.Items(variables, list.location());
  }

  /**
   * The engine adds {@code label=disable} to what shares the host's namespaces or is privileged, so
   * that says nothing more; no masked or read-only path at all is {@code systempaths=unconfined}:
   * the command line of Docker makes these empty lists of it, and the engine never gets the option
   * (docker/cli, cli/command/container/opts.go, {@code parseSystemPaths}).
   */
  private static Node securityOptions(Node host) {
    Node written = host.entry("SecurityOpt");
    boolean implied =
        Nodes.isTrue(host.entry("Privileged"))
            || Nodes.text(host.entry("PidMode")).equals("host")
            || Nodes.text(host.entry("IpcMode")).equals("host");
    List<Node> options = new ArrayList<>(Nodes.items(written));
    options.removeIf(option -> implied && Nodes.text(option).equals("label=disable"));
    Stream.of("MaskedPaths", "ReadonlyPaths")
        .map(host::entry)
        .filter(paths -> paths instanceof Node.Items list && list.items().isEmpty())
        .findFirst()
        .ifPresent(paths -> options.add(new Node.Text("systempaths=unconfined", paths.location())));
    return new Node.Items(options, written.location());
  }

  private static Node linuxParameters(Node host, InspectedMounts mounts) {
    Location at = host.location();
    return Nodes.fields(
        at,
        entry(
            "capabilities",
            Nodes.fields(
                at,
                entry("add", capabilities(host.entry("CapAdd"))),
                entry("drop", capabilities(host.entry("CapDrop"))))),
        entry("initProcessEnabled", host.entry("Init")),
        entry("devices", devices(host)),
        entry("tmpfs", mounts.tmpfs()));
  }

  /** Without the {@code CAP_} that ECS does not write. */
  private static Node capabilities(Node list) {
    return new Node.Items(
        Nodes.items(list).stream()
            .<Node>map(
                name ->
                    new Node.Text(Nodes.text(name).replaceFirst("^(?i)CAP_", ""), name.location()))
            .toList(),
        list.location());
  }

  private static Node devices(Node host) {
    List<Node> devices = new ArrayList<>();
    for (Node device : Nodes.items(host.entry("Devices"))) {
      devices.add(
          Nodes.fields(
              device.location(),
              entry("hostPath", device.entry("PathOnHost")),
              entry("containerPath", device.entry("PathInContainer"))));
    }
    for (Node rule : Nodes.items(host.entry("DeviceCgroupRules"))) {
      devices.add(Nodes.fields(rule.location(), entry("hostPath", rule)));
    }
    return new Node.Items(devices, host.entry("Devices").location());
  }

  private static Node systemControls(Node sysctls) {
    List<Node> controls = new ArrayList<>();
    Nodes.entries(sysctls)
        .forEach(
            (name, value) ->
                controls.add(
                    Nodes.fields(
                        value.location(),
                        entry("namespace", new Node.Text(name, value.location())),
                        entry("value", value))));
    return new Node.Items(controls, sysctls.location());
  }

  private static Node ulimits(Node list) {
    return new Node.Items(
        Nodes.items(list).stream()
            .<Node>map(
                limit ->
                    Nodes.fields(
                        limit.location(),
                        entry("name", limit.entry("Name")),
                        entry("softLimit", limit.entry("Soft")),
                        entry("hardLimit", limit.entry("Hard"))))
            .toList(),
        list.location());
  }

  private static Node ports(Node host) {
    List<Node> mappings = new ArrayList<>();
    for (Map.Entry<String, Node> port : Nodes.entries(host.entry("PortBindings")).entrySet()) {
      String[] parts = port.getKey().split("/", 2);
      for (Node binding : Nodes.items(port.getValue())) {
        Location at = binding.location();
        mappings.add(
            Nodes.fields(
                at,
                entry("containerPort", new Node.Text(parts[0], at)),
                entry("hostPort", said(binding.entry("HostPort"))),
                entry("protocol", new Node.Text(parts.length > 1 ? parts[1] : "tcp", at))));
      }
    }
    return new Node.Items(mappings, host.entry("PortBindings").location());
  }

  private static Node log(Node log) {
    return Nodes.fields(
        log.location(),
        entry("logDriver", said(log.entry("Type"))),
        entry("options", log.entry("Config")));
  }

  /** {@code NONE} switches a check of the image off. */
  static Node health(Node check) {
    List<Node> test = Nodes.items(check.entry("Test"));
    boolean none = test.isEmpty() || Nodes.text(test.get(0)).equals("NONE");
    return none
        ? new Node.Nothing(check.location())
        : Nodes.fields(check.location(), entry("command", check.entry("Test")));
  }
}
