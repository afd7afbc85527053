package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Restart;
import dev.breakwater.model.Container;
import dev.breakwater.model.Device;
import dev.breakwater.model.LinuxParameters;
import dev.breakwater.model.LogConfiguration;
import dev.breakwater.model.SystemControl;
import dev.breakwater.model.Tmpfs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments of {@code docker run} that follow from one container definition alone. */
final class ContainerArguments {
  /**
   * The agent's numbers: below 2 CPU shares the kernel takes 2, and the agent asks for 2 where the
   * task definition asks for none, not for Docker's 1024.
   *
   * @see <a
   *     href="https://github.com/aws/amazon-ecs-agent/blob/v1.105.1/agent/api/task/task_linux.go">dockerCPUShares</a>
   */
  private static final int FEWEST_SHARES = 2;

  private static final int MOST_SHARES = 262_144;

  /** What the agent adds to {@code mode=non-blocking} without a size. */
  private static final String BUFFER = "10m";

  private static final int RESTART_SECONDS = 300;

  private final Container container;
  private final Reading reading;
  private final String of;

  ContainerArguments(Container container, Reading reading) {
    this.container = container;
    this.reading = reading;
    of = TaskNetwork.of(TaskNetwork.name(container));
  }

  /** Who it is and what it may do. */
  List<String> hardening() {
    List<String> words = new ArrayList<>();
    LinuxParameters linux = container.linuxParameters();
    reading.value(container.user(), of + "user").ifPresent(v -> add(words, "--user", v));
    flag(words, "--privileged", reading.isOn(container.privileged(), of + "privileged"));
    flag(
        words,
        "--read-only",
        reading.isOn(container.readonlyRootFilesystem(), of + "readonlyRootFilesystem"));
    for (String name : reading.values(linux.capabilitiesAdd(), of + "capabilities.add")) {
      add(words, "--cap-add", name);
    }
    for (String name : reading.values(linux.capabilitiesDrop(), of + "capabilities.drop")) {
      add(words, "--cap-drop", name);
    }
    for (String option :
        reading.values(container.dockerSecurityOptions(), of + "dockerSecurityOptions")) {
      if (option.startsWith("apparmor")) {
        reading.differs(
            "%s%s holds only if this kernel has AppArmor and the profile is loaded"
                .formatted(of, option));
      }
      // The form with a colon is deprecated; Docker reads both as the same.
      add(words, "--security-opt", option.contains("=") ? option : option.replaceFirst(":", "="));
    }
    flag(words, "--init", reading.isOn(linux.initProcessEnabled(), of + "initProcessEnabled"));
    for (Tmpfs tmpfs : reading.values(linux.tmpfs(), of + "tmpfs")) {
      tmpfs(tmpfs).ifPresent(value -> add(words, "--tmpfs", value));
    }
    for (Device device : reading.values(linux.devices(), of + "devices")) {
      device(device).ifPresent(value -> add(words, "--device", value));
    }
    flag(words, "--interactive", reading.isOn(container.interactive(), of + "interactive"));
    flag(words, "--tty", reading.isOn(container.pseudoTerminal(), of + "pseudoTerminal"));
    return words;
  }

  /**
   * How much it may take.
   *
   * @param refusedUlimits what the engine may not set
   */
  List<String> resources(Set<String> refusedUlimits) {
    List<String> words = new ArrayList<>();
    LinuxParameters linux = container.linuxParameters();
    Optional<Integer> memory = reading.value(container.memory(), of + "memory");
    memory.ifPresent(mebibytes -> add(words, "--memory", mebibytes + "m"));
    reading
        .value(container.memoryReservation(), of + "memoryReservation")
        .ifPresent(mebibytes -> add(words, "--memory-reservation", mebibytes + "m"));
    reading
        .value(linux.maxSwap(), of + "maxSwap")
        .filter(swap -> memory.isPresent())
        .ifPresent(swap -> add(words, "--memory-swap", (memory.get() + swap) + "m"));
    reading
        .value(linux.swappiness(), of + "swappiness")
        .ifPresent(value -> add(words, "--memory-swappiness", value.toString()));
    int cpu = reading.value(container.cpu(), of + "cpu").orElse(0);
    int shares = Math.min(MOST_SHARES, Math.max(FEWEST_SHARES, cpu));
    add(words, "--cpu-shares", Integer.toString(shares));
    reading
        .value(linux.sharedMemorySize(), of + "sharedMemorySize")
        .ifPresent(mebibytes -> add(words, "--shm-size", mebibytes + "m"));
    for (String ulimit : Ulimits.of(container, reading)) {
      if (refusedUlimits.contains(ulimit)) {
        reading.differs(
            "%sthis engine may not set the limit %s; its own holds".formatted(of, ulimit));
      } else {
        add(words, "--ulimit", ulimit);
      }
    }
    int stop = reading.value(container.stopTimeout(), of + "stopTimeout").orElse(30);
    add(words, "--stop-timeout", Integer.toString(stop));
    return words;
  }

  /**
   * The sysctls as {@code name=value}.
   *
   * @param network those of the network namespace, or the others; where the namespace is shared, it
   *     is the pause container's to set them, and the last one wins
   */
  List<String> systemControls(boolean network) {
    List<String> controls = new ArrayList<>();
    for (SystemControl control :
        reading.values(container.systemControls(), of + "systemControls")) {
      Optional<String> name = reading.value(control.namespace(), of + "systemControls");
      Optional<String> value = reading.value(control.value(), of + "systemControls");
      if (name.isPresent() && value.isPresent() && name.get().startsWith("net.") == network) {
        controls.add(name.get() + "=" + value.get());
      }
    }
    return controls;
  }

  /** Logs stay on this machine, in the mode that the task definition asks for. */
  List<String> logging() {
    LogConfiguration log = container.logConfiguration();
    Optional<String> driver = reading.value(log.logDriver(), of + "logDriver");
    driver
        .filter(name -> !name.equals("json-file"))
        .ifPresent(name -> reading.differs("%slogs come here, not by %s".formatted(of, name)));
    List<String> words = new ArrayList<>(List.of("--log-driver", "json-file"));
    add(words, "--log-opt", "max-size=10m");
    add(words, "--log-opt", "max-file=2");
    Optional<String> mode = reading.value(log.option("mode"), of + "log mode");
    if (mode.filter("non-blocking"::equals).isPresent()) {
      String buffer =
          reading.value(log.option("max-buffer-size"), of + "max-buffer-size").orElse(BUFFER);
      add(words, "--log-opt", "mode=non-blocking");
      add(words, "--log-opt", "max-buffer-size=" + buffer);
    }
    return words;
  }

  /** The image, and what runs in it. */
  List<String> program(String image) {
    List<String> words = new ArrayList<>();
    reading
        .value(container.workingDirectory(), of + "workingDirectory")
        .ifPresent(folder -> add(words, "--workdir", folder));
    List<String> entryPoint = reading.values(container.entryPoint(), of + "entryPoint");
    if (!entryPoint.isEmpty()) {
      add(words, "--entrypoint", entryPoint.get(0));
    }
    words.add(image);
    entryPoint.stream().skip(1).forEach(words::add);
    words.addAll(reading.values(container.command(), of + "command"));
    return words;
  }

  Optional<Restart> restart() {
    if (!reading.isOn(container.restartPolicy().enabled(), of + "restartPolicy")) {
      return Optional.empty();
    }
    int period =
        reading
            .value(container.restartPolicy().restartAttemptPeriod(), of + "restartAttemptPeriod")
            .orElse(RESTART_SECONDS);
    return Optional.of(
        new Restart(
            reading.values(container.restartPolicy().ignoredExitCodes(), of + "restart").stream()
                .map(Integer::valueOf)
                .collect(Collectors.toSet()),
            Duration.ofSeconds(period)));
  }

  private Optional<String> tmpfs(Tmpfs tmpfs) {
    List<String> options = new ArrayList<>();
    reading
        .value(tmpfs.size(), of + "tmpfs size")
        .ifPresent(size -> options.add("size=" + size + "m"));
    options.addAll(reading.values(tmpfs.mountOptions(), of + "tmpfs mountOptions"));
    String behind = options.isEmpty() ? "" : ":" + String.join(",", options);
    return reading.value(tmpfs.containerPath(), of + "tmpfs").map(path -> path + behind);
  }

  private Optional<String> device(Device device) {
    Optional<String> host = reading.value(device.hostPath(), of + "devices");
    String inside = reading.value(device.containerPath(), of + "devices").or(() -> host).orElse("");
    String letters =
        reading.values(device.permissions(), of + "devices").stream()
            .map(word -> word.substring(0, 1))
            .collect(Collectors.joining());
    return host.map(path -> path + ":" + inside + (letters.isEmpty() ? "" : ":" + letters));
  }

  private static void flag(List<String> words, String name, boolean on) {
    if (on) {
      words.add(name);
    }
  }

  private static void add(List<String> words, String name, String value) {
    words.add(name);
    words.add(value);
  }
}
