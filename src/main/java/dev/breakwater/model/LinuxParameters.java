package dev.breakwater.model;

/**
 * {@code linuxParameters}, with its {@code capabilities.*} flattened; when it is absent, all of it
 * is.
 *
 * @param capabilitiesAdd {@code capabilities.add}, names without {@code CAP_}
 * @param capabilitiesDrop {@code capabilities.drop}
 * @param devices devices of the host
 * @param initProcessEnabled {@code docker run --init}
 * @param tmpfs file systems in memory
 * @param sharedMemorySize MiB of {@code /dev/shm}
 * @param maxSwap MiB
 * @param swappiness 0 to 100
 */
public record LinuxParameters(
    Values<String> capabilitiesAdd,
    Values<String> capabilitiesDrop,
    Values<Device> devices,
    Setting<Boolean> initProcessEnabled,
    Values<Tmpfs> tmpfs,
    Setting<Integer> sharedMemorySize,
    Setting<Integer> maxSwap,
    Setting<Integer> swappiness) {}
