package dev.breakwater.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The control group that holds the limits of a task as a whole, above its containers' own: the
 * agent makes one for each task. It can be made where the engine is on this machine, this program
 * is root and the engine's cgroup driver is {@code cgroupfs}; systemd undoes what others write.
 */
public final class TaskGroup {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String FOLDER = "breakwater-";
  private static final List<String> V1 = List.of("memory", "cpu");
  private static final long PERIOD_MICROS = 100_000;

  private TaskGroup() {}

  /**
   * Makes the group of a run.
   *
   * @param cpu CPU units of the task, 1024 to a vCPU; empty for no limit
   * @param memory MiB of the task; empty for no limit
   * @return what {@code --cgroup-parent} takes; empty where no group can be made, or nothing is
   *     limited
   */
  public static Optional<String> make(
      Docker docker, Run run, Optional<Integer> cpu, Optional<Integer> memory)
      throws DockerException, InterruptedException {
    boolean limited = cpu.isPresent() || memory.isPresent();
    boolean local = docker.host().isEmpty() || docker.host().startsWith("unix:");
    if (!limited || !local || !Files.isWritable(ROOT)) {
      return Optional.empty();
    }
    List<String> info =
        docker.run("info", "--format", "{{.CgroupDriver}} {{.CgroupVersion}} {{.KernelVersion}}");
    String kernel = System.getProperty("os.version");
    boolean one = info.equals(List.of("cgroupfs 1 " + kernel));
    boolean two = info.equals(List.of("cgroupfs 2 " + kernel));
    try {
      if (one) {
        write(versionOne(run, cpu, memory));
      } else if (two) {
        Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+cpu +memory");
        write(versionTwo(run, cpu, memory));
        Files.writeString(
            ROOT.resolve(FOLDER + run.id()).resolve("cgroup.subtree_control"), "+cpu +memory");
      }
    } catch (IOException e) {
      remove(run.id());
      return Optional.empty();
    }
    return one || two ? Optional.of("/" + FOLDER + run.id()) : Optional.empty();
  }

  /** Removes the group of a run, where there is one; its containers must be gone. */
  static void remove(String run) throws DockerException {
    for (String folder :
        List.of(
            "memory/",
            "cpu/",
            "cpuset/",
            "cpuacct/",
            "blkio/",
            "devices/",
            "freezer/",
            "pids/",
            "systemd/",
            "hugetlb/",
            "perf_event/",
            "net_cls/",
            "net_prio/",
            "cpu,cpuacct/",
            "net_cls,net_prio/",
            "rdma/",
            "misc/",
            "unified/",
            "")) {
      Path group = ROOT.resolve(folder + FOLDER + run);
      try {
        Files.deleteIfExists(group);
      } catch (IOException e) {
        throw new DockerException(
            "cannot remove the control group %s: %s".formatted(group, e.getMessage()));
      }
    }
  }

  private static Map<Path, String> versionOne(
      Run run, Optional<Integer> cpu, Optional<Integer> memory) throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    for (String controller : V1) {
      Files.createDirectories(ROOT.resolve(controller).resolve(FOLDER + run.id()));
    }
    Path memoryGroup = ROOT.resolve("memory").resolve(FOLDER + run.id());
    Path cpuGroup = ROOT.resolve("cpu").resolve(FOLDER + run.id());
    memory.ifPresent(mib -> files.put(memoryGroup.resolve("memory.limit_in_bytes"), mib + "M"));
    cpu.ifPresent(
        units -> {
          files.put(cpuGroup.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
          files.put(cpuGroup.resolve("cpu.cfs_quota_us"), quota(units));
        });
    return files;
  }

  private static Map<Path, String> versionTwo(
      Run run, Optional<Integer> cpu, Optional<Integer> memory) throws IOException {
    Map<Path, String> files = new LinkedHashMap<>();
    Path group = Files.createDirectories(ROOT.resolve(FOLDER + run.id()));
    memory.ifPresent(mib -> files.put(group.resolve("memory.max"), mib + "M"));
    cpu.ifPresent(units -> files.put(group.resolve("cpu.max"), quota(units) + " " + PERIOD_MICROS));
    return files;
  }

  private static String quota(int cpu) {
    return Long.toString(cpu * PERIOD_MICROS / 1024);
  }

  private static void write(Map<Path, String> files) throws IOException {
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
  }
}
