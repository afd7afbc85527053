package dev.breakwater.construct;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CPU and memory of a whole task, and what its containers have taken of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">
 *     Fargate's sizes</a>
 */
final class TaskSize {
  /** The smallest hard limit of a container that ECS takes, MiB. */
  static final int LEAST_MEMORY = 6;

  /** 24 TiB, the most that an EC2 instance has. */
  static final int MOST_MEMORY = 25_165_824;

  private record Range(int least, int most, int step) {
    boolean holds(int memory) {
      return memory == least || (memory > least && memory <= most && memory % step == 0);
    }

    @Override
    public String toString() {
      return least + " to " + most + " MiB in steps of " + step;
    }
  }

  private static final Map<Integer, Range> FARGATE =
      new TreeMap<>(
          Map.of(
              256, new Range(512, 2048, 1024),
              512, new Range(1024, 4096, 1024),
              1024, new Range(2048, 8192, 1024),
              2048, new Range(4096, 16_384, 1024),
              4096, new Range(8192, 30_720, 1024),
              8192, new Range(16_384, 61_440, 4096),
              16_384, new Range(32_768, 122_880, 8192)));

  private final int cpu;
  private final int memory;
  private int freeCpu;
  private int freeMemory;

  TaskSize(Placement placement, int cpu, int memory) {
    if (placement.isFargate()) {
      fargate(cpu, memory);
    } else {
      Wanted.between("cpu", cpu, 128, 196_608, " units");
      Wanted.between("memoryLimitMiB", memory, LEAST_MEMORY, MOST_MEMORY, " MiB");
    }
    this.cpu = cpu;
    this.memory = memory;
    freeCpu = cpu;
    freeMemory = memory;
  }

  private static void fargate(int cpu, int memory) {
    Range range = FARGATE.get(cpu);
    if (range == null) {
      String sizes =
          FARGATE.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
      throw Wanted.refused("cpu", "one of " + sizes + " on Fargate", Integer.toString(cpu));
    }
    if (!range.holds(memory)) {
      throw Wanted.refused(
          "memoryLimitMiB",
          (cpu == 256 ? "512, 1024 or 2048 MiB" : range) + " on Fargate with " + cpu + " CPU units",
          Integer.toString(memory));
    }
  }

  int cpu() {
    return cpu;
  }

  int memory() {
    return memory;
  }

  void take(String container, int wantedCpu, int wantedMemory) {
    if (wantedCpu > freeCpu) {
      throw refused("cpu", container, wantedCpu, freeCpu, cpu, "units");
    }
    if (wantedMemory > freeMemory) {
      throw refused("memoryLimitMiB", container, wantedMemory, freeMemory, memory, "MiB");
    }
    freeCpu -= wantedCpu;
    freeMemory -= wantedMemory;
  }

  private static IllegalArgumentException refused(
      String what, String container, int wanted, int free, int of, String unit) {
    return Wanted.refused(
        what + " of container " + Wanted.shown(container),
        "at most what is left of the task's " + of + " " + unit + ", " + free,
        Integer.toString(wanted));
  }
}
