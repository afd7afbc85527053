package dev.breakwater.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What runs have made on an engine, found by their labels and removed. */
public final class Remains {
  private static final String FORMAT =
      "{{index %1$s \"dev.breakwater.run\"}}\t{{index %1$s \"dev.breakwater.owner\"}}\t{{index %1$s"
          + " \"dev.breakwater.detached\"}}";

  private final Docker docker;

  /** On this engine. */
  public Remains(Docker docker) {
    this.docker = docker;
  }

  /** The runs of which something is there, by their ids. */
  public Set<String> runs() throws DockerException, InterruptedException {
    return new TreeSet<>(labelled().keySet());
  }

  /**
   * Removes what killed processes of this machine left behind; a run of a living process and a
   * detached one stay.
   *
   * @return the ids of the runs that were removed
   */
  public Set<String> removeAbandoned() throws DockerException, InterruptedException {
    Set<String> removed = new TreeSet<>();
    for (Map.Entry<String, Run> run : labelled().entrySet()) {
      Optional<Owner> owner = Owner.parse(run.getValue().owner());
      if (!run.getValue().detached() && owner.filter(Owner::isGone).isPresent()) {
        remove(run.getKey());
        removed.add(run.getKey());
      }
    }
    return removed;
  }

  /** Stops the containers of a run in ECS's order: each when all that depend on it have stopped. */
  public void stop(String run) throws DockerException, InterruptedException {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Set<String>> dependsOn = new LinkedHashMap<>();
    for (String line :
        docker.run(
            "ps",
            "--filter",
            "label=" + Run.LABEL + "=" + run,
            "--format",
            "{{.Names}}\t{{.Label \""
                + Run.CONTAINER
                + "\"}}\t{{.Label \""
                + Run.DEPENDS_ON
                + "\"}}")) {
      String[] parts = line.split("\t", -1);
      // A container that is linked to has the link's name as a second one.
      String name = parts[0].replaceFirst("^.*/[^,]*,|,.*/.*$", "");
      names.put(parts[1], name);
      dependsOn.put(parts[1], Set.of(parts[2].split(",", -1)));
    }
    while (!names.isEmpty()) {
      Set<String> needed =
          names.keySet().stream()
              .flatMap(name -> dependsOn.get(name).stream())
              .collect(Collectors.toSet());
      List<String> next = names.keySet().stream().filter(name -> !needed.contains(name)).toList();
      // A circle has no order.
      List<String> wave = next.isEmpty() ? List.copyOf(names.keySet()) : next;
      List<String> words = new ArrayList<>(List.of("stop"));
      wave.forEach(name -> words.add(names.get(name)));
      docker.run(words, Map.of(), "", java.time.Duration.ofHours(1), line -> {});
      wave.forEach(names::remove);
    }
  }

  /** Removes all that bears a run's label, at once. */
  public void remove(String run) throws DockerException, InterruptedException {
    String filter = "label=" + Run.LABEL + "=" + run;
    remove(List.of("rm", "--force", "--volumes"), "ps", "--all", "--quiet", "--filter", filter);
    remove(List.of("volume", "rm", "--force"), "volume", "ls", "--quiet", "--filter", filter);
    remove(List.of("rmi", "--force"), "image", "ls", "--quiet", "--filter", filter);
    TaskGroup.remove(run);
  }

  private void remove(List<String> command, String... list)
      throws DockerException, InterruptedException {
    List<String> found = docker.run(list).stream().distinct().toList();
    if (!found.isEmpty()) {
      List<String> words = new ArrayList<>(command);
      words.addAll(found);
      docker.run(words);
    }
  }

  private Map<String, Run> labelled() throws DockerException, InterruptedException {
    Map<String, Run> runs = new LinkedHashMap<>();
    inspect(runs, "container", ".Config.Labels", "ps", "--all", "--quiet");
    inspect(runs, "volume", ".Labels", "volume", "ls", "--quiet");
    inspect(runs, "image", ".Config.Labels", "image", "ls", "--quiet");
    return runs;
  }

  private void inspect(Map<String, Run> runs, String kind, String labels, String... list)
      throws DockerException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(list));
    words.addAll(List.of("--filter", "label=" + Run.LABEL));
    List<String> found = docker.run(words).stream().distinct().toList();
    if (found.isEmpty()) {
      return;
    }
    List<String> inspect = new ArrayList<>(List.of(kind, "inspect", "--format"));
    inspect.add(FORMAT.formatted(labels));
    inspect.addAll(found);
    // Not all may still be there: other runs end meanwhile.
    for (String line : docker.attempt(inspect.toArray(String[]::new)).output()) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3) {
        runs.put(parts[0], new Run(parts[0], parts[1], parts[2].equals("true")));
      }
    }
  }
}
