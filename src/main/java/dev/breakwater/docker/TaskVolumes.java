package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Preparation;
import dev.breakwater.model.Container;
import dev.breakwater.model.Mount;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Volume;
import dev.breakwater.model.VolumeFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The volumes of a task: a scratch volume is a Docker volume of the run's, as the agent makes it;
 * what is on AWS's own storage becomes an empty one.
 */
final class TaskVolumes {
  private final Run run;
  private final Reading reading;
  private final List<Preparation> preparations = new ArrayList<>();

  /** What stands before the colon of {@code --volume}, by the volume's name. */
  private final Map<String, String> sources = new LinkedHashMap<>();

  TaskVolumes(TaskDefinition task, Run run, Reading reading) {
    this.run = run;
    this.reading = reading;
    for (Volume volume : reading.values(task.volumes(), "volumes")) {
      reading.value(volume.name(), "volumes").ifPresent(name -> add(name, volume));
    }
  }

  List<Preparation> preparations() {
    return List.copyOf(preparations);
  }

  /** The containers whose volumes this one takes over. */
  List<String> sources(Container container) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    List<String> names = new ArrayList<>();
    for (VolumeFrom from : reading.values(container.volumesFrom(), of + "volumesFrom")) {
      reading.value(from.sourceContainer(), of + "volumesFrom").ifPresent(names::add);
    }
    return names;
  }

  List<String> of(Container container) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    List<String> words = new ArrayList<>();
    for (Mount mount : reading.values(container.mountPoints(), of + "mountPoints")) {
      Optional<String> volume = reading.value(mount.sourceVolume(), of + "mountPoints");
      Optional<String> path = reading.value(mount.containerPath(), of + "mountPoints");
      if (volume.isPresent() && path.isPresent()) {
        String source = sources.getOrDefault(volume.get(), run.name(volume.get()));
        words.add("--volume");
        words.add(source + ":" + path.get() + readOnly(mount.readOnly(), of));
      }
    }
    for (VolumeFrom from : reading.values(container.volumesFrom(), of + "volumesFrom")) {
      reading
          .value(from.sourceContainer(), of + "volumesFrom")
          .ifPresent(
              name -> {
                words.add("--volumes-from");
                words.add(run.name(name) + readOnly(from.readOnly(), of));
              });
    }
    return words;
  }

  private String readOnly(dev.breakwater.model.Setting<Boolean> setting, String of) {
    return reading.isOn(setting, of + "readOnly") ? ":ro" : "";
  }

  private void add(String name, Volume volume) {
    Optional<String> path = reading.value(volume.hostSourcePath(), "volume " + name);
    if (path.isPresent()) {
      reading.differs("volume %s is %s of this machine".formatted(name, path.get()));
      sources.put(name, path.get());
      return;
    }
    sources.put(name, run.name(name));
    for (String kind : volume.kinds()) {
      if (!kind.equals("host") && !kind.equals("dockerVolumeConfiguration")) {
        reading.differs("volume %s is empty here, and not of %s".formatted(name, kind));
      }
    }
    List<String> words = new ArrayList<>(List.of("volume", "create"));
    words.addAll(run.labels());
    Optional<String> driver = reading.value(volume.dockerDriver(), "volume " + name);
    driver.ifPresent(value -> words.addAll(List.of("--driver", value)));
    new TreeMap<>(volume.dockerDriverOptions())
        .forEach(
            (option, value) ->
                reading
                    .value(value, "volume " + name)
                    .ifPresent(text -> words.addAll(List.of("--opt", option + "=" + text))));
    words.add(run.name(name));
    preparations.add(new Preparation(words, ""));
  }
}
