package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docker inspect} says of a container's mounts.
 *
 * @param inspected what was printed of the container
 */
record InspectedMounts(Node inspected) {
  /** A volume that nobody named is a folder of the engine's. */
  private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern SIZE = Pattern.compile("size=([0-9]{1,12})([kKmMgG]?)[bB]?");

  /** What the mounts of the container say of volumes. */
  List<Node> volumes() {
    List<Node> volumes = new ArrayList<>();
    for (Node mount : mounts()) {
      Location at = mount.location();
      Node name = new Node.Text(name(mount), at);
      if (Nodes.text(mount.entry("Type")).equals("bind")) {
        volumes.add(
            Nodes.fields(
                at,
                entry("name", name),
                entry("host", Nodes.fields(at, entry("sourcePath", mount.entry("Source"))))));
      } else {
        volumes.add(
            Nodes.fields(
                at, entry("name", name), entry("dockerVolumeConfiguration", volume(mount, at))));
      }
    }
    return volumes;
  }

  /** The options of a volume, which may bind a folder of the host, are not printed here. */
  private static Node volume(Node mount, Location at) {
    boolean anonymous = ANONYMOUS.matcher(Nodes.text(mount.entry("Name"))).matches();
    return Nodes.fields(
        at,
        entry("driver", mount.entry("Driver")),
        entry(
            "driverOpts",
            anonymous
                ? new Node.Nothing(at)
                : new Node.Unknown("what only docker volume inspect prints", at)));
  }

  /** Where they are mounted. */
  Node mountPoints() {
    List<Node> points = new ArrayList<>();
    for (Node mount : mounts()) {
      Location at = mount.location();
      boolean writable = Nodes.isTrue(mount.entry("RW"));
      points.add(
          Nodes.fields(
              at,
              entry("sourceVolume", new Node.Text(name(mount), at)),
              entry("containerPath", mount.entry("Destination")),
              entry("readOnly", new Node.Text(Boolean.toString(!writable), at))));
    }
    return new Node.Items(points, inspected.entry("Mounts").location());
  }

  private List<Node> mounts() {
    return Nodes.items(inspected.entry("Mounts")).stream()
        .filter(mount -> !Nodes.text(mount.entry("Type")).equals("tmpfs"))
        .toList();
  }

  private static String name(Node mount) {
    String name = Nodes.text(mount.entry("Name"));
    return name.isEmpty() ? Nodes.text(mount.entry("Source")) : name;
  }

  /** Those of {@code --tmpfs} and those of {@code --mount}. */
  Node tmpfs() {
    Node host = inspected.entry("HostConfig");
    List<Node> all = new ArrayList<>();
    Nodes.entries(host.entry("Tmpfs")).forEach((path, options) -> all.add(tmpfs(path, options)));
    for (Node mount : Nodes.items(host.entry("Mounts"))) {
      if (Nodes.text(mount.entry("Type")).equals("tmpfs")) {
        Node bytes = mount.entry("TmpfsOptions").entry("SizeBytes");
        all.add(
            Nodes.fields(
                mount.location(),
                entry("containerPath", mount.entry("Target")),
                entry("size", size(Nodes.text(bytes), "", bytes))));
      }
    }
    return new Node.Items(all, host.entry("Tmpfs").location());
  }

  private static Node tmpfs(String path, Node written) {
    Location at = written.location();
    Node size = new Node.Nothing(at);
    List<Node> options = new ArrayList<>();
    for (String option : Nodes.text(written).split(",", -1)) {
      Matcher matcher = SIZE.matcher(option);
      if (matcher.matches()) {
        size = size(matcher.group(1), matcher.group(2), written);
      } else if (option.startsWith("size=")) {
        size = new Node.Unknown(option, at);
      } else if (!option.isEmpty()) {
        options.add(new Node.Text(option, at));
      }
    }
    return Nodes.fields(
        at,
        entry("containerPath", new Node.Text(path, at)),
        entry("size", size),
        entry("mountOptions", new Node.Items(options, at)));
  }

  /** In MiB, rounded up; the kernel takes 0 for no limit. */
  private static Node size(String number, String unit, Node where) {
    long bytes =
        (number.matches("[0-9]{1,12}") ? Long.parseLong(number) : 0)
            * switch (unit.toLowerCase(java.util.Locale.ROOT)) {
              case "k" -> 1024L;
              case "m" -> 1024L * 1024;
              case "g" -> 1024L * 1024 * 1024;
              default -> 1L;
            };
    long mebibytes = (bytes + 1024 * 1024 - 1) / (1024 * 1024);
    return mebibytes == 0
        ? new Node.Nothing(where.location())
        : new Node.Text(Long.toString(mebibytes), where.location());
  }
}
