package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Volume;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Settings of the task as a whole that a platform refuses or ignores. Sources: the ECS API
 * reference, RegisterTaskDefinition; the Developer Guide's pages of task definition parameters for
 * Fargate and for Managed Instances; what the API answers, as tabled in the rules of cdk-preflight.
 */
final class TaskSupport {
  /**
   * CPU units, and the least, the most and the step of MiB that Fargate sells with them; the least
   * need not be a step.
   */
  private static final Map<Integer, List<Integer>> FARGATE =
      Map.of(
          256, List.of(512, 2048, 1024),
          512, List.of(1024, 4096, 1024),
          1024, List.of(2048, 8192, 1024),
          2048, List.of(4096, 16_384, 1024),
          4096, List.of(8192, 30_720, 1024),
          8192, List.of(16_384, 61_440, 4096),
          16_384, List.of(32_768, 122_880, 8192));

  private TaskSupport() {}

  static Verdict on(Platform platform, TaskDefinition task) {
    Support support = Support.at("on " + platform.title());
    switch (platform) {
      case FARGATE -> onFargate(support, task);
      case MANAGED_INSTANCES -> {
        support.none("ipcMode", task.ipcMode());
        support.none("networkMode", task.networkMode(), List.of("awsvpc", "host", "none"));
        support.none("ephemeralStorage", task.ephemeralStorage());
        support.none(
            "operatingSystemFamily",
            task.operatingSystemFamily(),
            family -> family.startsWith("WINDOWS"));
        support.none("", task.others(), name -> !name.equals("placementConstraints"));
        noVolumes(
            support,
            task,
            List.of("dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"));
      }
      case EC2 -> support.none("ephemeralStorage", task.ephemeralStorage());
      case EXTERNAL -> {
        support.none("networkMode", task.networkMode(), List.of("bridge", "host", "none"));
        support.none("ephemeralStorage", task.ephemeralStorage());
        noVolumes(support, task, List.of("efsVolumeConfiguration"));
      }
    }
    return support.verdict();
  }

  private static void onFargate(Support support, TaskDefinition task) {
    support.add(
        require(
            task.networkMode(),
            "awsvpc"::equals,
            mode -> "networkMode " + mode + " is not supported on Fargate",
            "networkMode is not awsvpc, which Fargate asks for"));
    support.none("pidMode", task.pidMode(), List.of("task"));
    support.none("ipcMode", task.ipcMode());
    support.none(
        "ephemeralStorage below 21 or above 200 GiB",
        task.ephemeralStorage(),
        size -> size < 21 || size > 200);
    support.none("", task.others(), name -> !name.equals("proxyConfiguration"));
    noVolumes(
        support,
        task,
        List.of("dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"));
    support.add(
        each(
            task.volumes(),
            (volume, at) ->
                forbid(
                    volume.hostSourcePath(),
                    path -> true,
                    path -> support.reason("host.sourcePath of volume" + name(volume)))));
    support.add(
        each(
            task.cpu(),
            (cpu, at) ->
                forbid(
                    task.memory(),
                    memory -> !isSold(cpu, memory),
                    memory ->
                        "memory " + memory + " with cpu " + cpu + " is not supported on Fargate")));
  }

  private static boolean isSold(int cpu, int memory) {
    List<Integer> sizes = FARGATE.getOrDefault(cpu, List.of(0, 0, 1));
    return memory == sizes.get(0)
        || (memory > sizes.get(0) && memory <= sizes.get(1) && memory % sizes.get(2) == 0);
  }

  private static void noVolumes(Support support, TaskDefinition task, List<String> kinds) {
    support.add(
        each(
            task.volumes(),
            (volume, at) ->
                volume.kinds().stream()
                    .filter(kinds::contains)
                    .map(kind -> fail(support.reason(kind + " of volume" + name(volume)), at))
                    .reduce(Verdict.pass(), Verdict::and)));
  }

  private static String name(Volume volume) {
    return volume.name().known().map(name -> " " + name).orElse("");
  }

  static Verdict onWindows(TaskDefinition task) {
    Support support = Support.at("on Windows");
    support.none("pidMode", task.pidMode());
    support.none("ipcMode", task.ipcMode());
    return support.verdict();
  }
}
