package dev.breakwater.rule;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Volume;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a volume of Docker's local driver opens of the host. The driver hands {@code type}, {@code
 * o} and {@code device} to mount(2) as they are (moby, {@code volume/local/local_unix.go}), and
 * mounts in the host's own namespaces. Tried on Docker 20.10: with {@code bind} among the options
 * the kernel ignores the type, an overlay needs no device, and {@code proc} shows the host's
 * processes.
 */
record LocalVolume(Setting<String> type, Setting<String> device, Verdict.Judge<HostPath> judge) {
  private static final Set<String> NOT_OF_THE_HOST = Set.of("cifs", "nfs", "nfs4", "tmpfs");

  /** File systems that show what the host has at another place, whatever the device says. */
  private static final Map<String, String> KERNELS =
      Map.ofEntries(
          Map.entry("bpf", "/sys/fs/bpf"),
          Map.entry("cgroup", "/sys/fs/cgroup"),
          Map.entry("cgroup2", "/sys/fs/cgroup"),
          Map.entry("configfs", "/sys/kernel/config"),
          Map.entry("debugfs", "/sys/kernel/debug"),
          Map.entry("devpts", "/dev/pts"),
          Map.entry("devtmpfs", "/dev"),
          Map.entry("proc", "/proc"),
          Map.entry("pstore", "/sys/fs/pstore"),
          Map.entry("securityfs", "/sys/kernel/security"),
          Map.entry("sysfs", "/sys"),
          Map.entry("tracefs", "/sys/kernel/tracing"));

  private static final Set<String> LAYERS = Set.of("lowerdir", "upperdir", "workdir");

  /** An option that is literal, or of which the deployment fills in only the value. */
  private static final Pattern NAMED = Pattern.compile("[^$=,]+=[^,]*|[^$,]*");

  /** Judges each path of the host that the volume opens; none when another driver mounts it. */
  static Verdict eachOf(Volume volume, Verdict.Judge<HostPath> judge) {
    if (volume.dockerDriver().known().filter(name -> !name.equals("local")).isPresent()) {
      return Verdict.pass();
    }
    LocalVolume local = new LocalVolume(option(volume, "type"), option(volume, "device"), judge);
    return Verdict.each(
        named(option(volume, "o")),
        (options, at) -> local.mountedWith(List.of(options.split(",", -1)), at),
        local.mountedWith(List.of(), Location.NOWHERE));
  }

  private static Setting<String> option(Volume volume, String name) {
    return volume.dockerDriverOptions().getOrDefault(name, Setting.absent());
  }

  /** {@code addr=${Server}} is an address, whatever the deployment makes of it. */
  private static Setting<String> named(Setting<String> options) {
    boolean all =
        options instanceof Setting.Unresolved<String> unresolved
            && unresolved.expression().contains("${")
            && List.of(unresolved.expression().split(",", -1)).stream()
                .allMatch(option -> NAMED.matcher(option).matches());
    return all
        ? new Setting.Known<>(
            ((Setting.Unresolved<String>) options).expression(), options.location())
        : options;
  }

  private Verdict mountedWith(List<String> options, Location at) {
    Verdict ofDevice = Verdict.each(device, (path, where) -> judge.judge(HostPath.of(path), where));
    return options.contains("bind") || options.contains("rbind")
        ? ofDevice
        : Verdict.each(type, (name, where) -> ofType(name, options, at, ofDevice), ofDevice);
  }

  private Verdict ofType(String name, List<String> options, Location at, Verdict ofDevice) {
    if (NOT_OF_THE_HOST.contains(name)) {
      return Verdict.pass();
    }
    if (name.equals("overlay")) {
      return layers(options, at);
    }
    return KERNELS.containsKey(name)
        ? judge.judge(new HostPath(KERNELS.get(name)), type.location())
        : ofDevice;
  }

  private Verdict layers(List<String> options, Location at) {
    Verdict all = Verdict.pass();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals > 0 && LAYERS.contains(option.substring(0, equals))) {
        for (String path : option.substring(equals + 1).split(":", -1)) {
          all = all.and(judge.judge(HostPath.of(path), at));
        }
      }
    }
    return all;
  }
}
