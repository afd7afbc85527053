package dev.breakwater.cli;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.report.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** All inputs, judged on all cores, in their order. */
final class Judgement {
  private final Assessing assessing;
  private final Progress progress;

  Judgement(Assessing assessing, Progress progress) {
    this.assessing = assessing;
    this.progress = progress;
  }

  /**
   * All of it.
   *
   * @param files how many were judged
   * @param parameters that the deployment gives and some template has
   */
  record Whole(
      Assessment assessment,
      Inventory inventory,
      int files,
      Map<Location, Excerpt> excerpts,
      Set<String> parameters) {}

  Whole of(Discovery.Found found) throws InterruptedException {
    List<Assessing.Judged> judged = onceEach(all(found.inputs()));
    Map<Location, Excerpt> excerpts = new HashMap<>();
    Inventory.Builder inventory = new Inventory.Builder();
    for (Assessing.Judged one : judged) {
      excerpts.putAll(one.excerpts());
      inventory.taskDefinitions.addAll(one.inventory().taskDefinitions());
      inventory.services.addAll(one.inventory().services());
      inventory.clusters.addAll(one.inventory().clusters());
      inventory.capacityProviders.addAll(one.inventory().capacityProviders());
      inventory.hosts.addAll(one.inventory().hosts());
      inventory.images.addAll(one.inventory().images());
      inventory.resources.addAll(one.inventory().resources());
      inventory.gaps.addAll(one.inventory().gaps());
    }
    Assessment all = Assessment.of(judged.stream().map(Assessing.Judged::assessment).toList());
    int files = judged.stream().mapToInt(Assessing.Judged::files).sum();
    return new Whole(
        files == 0 && all.gaps().isEmpty() ? empty(found) : all,
        inventory.build(),
        files,
        excerpts,
        judged.stream().flatMap(one -> one.parameters().stream()).collect(Collectors.toSet()));
  }

  private List<Assessing.Judged> all(List<Input> inputs) throws InterruptedException {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), inputs.size());
    if (cores < 2) {
      return inputs.stream().map(this::one).toList();
    }
    ExecutorService executor = Executors.newFixedThreadPool(cores, Judgement::daemon);
    try {
      List<Future<Assessing.Judged>> futures = new ArrayList<>(inputs.size());
      for (Input input : inputs) {
        futures.add(executor.submit(() -> one(input)));
      }
      List<Assessing.Judged> judged = new ArrayList<>(inputs.size());
      for (Future<Assessing.Judged> future : futures) {
        judged.add(future.get());
      }
      return judged;
    } catch (ExecutionException e) {
      throw new IllegalStateException("judging failed", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "judge");
    thread.setDaemon(true);
    return thread;
  }

  private Assessing.Judged one(Input input) {
    try {
      return assessing.judge(input);
    } finally {
      progress.step();
    }
  }

  /** Without the templates of folders that were judged as nested stacks, with their parameters. */
  private static List<Assessing.Judged> onceEach(List<Assessing.Judged> judged) {
    Set<Path> nested = new HashSet<>();
    judged.forEach(one -> nested.addAll(one.nested()));
    return nested.isEmpty()
        ? judged
        : judged.stream()
            .filter(one -> one.input().kind() != Input.Kind.MET || !isOneOf(nested, one))
            .toList();
  }

  private static boolean isOneOf(Set<Path> nested, Assessing.Judged one) {
    try {
      return nested.contains(one.input().path().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing judged is not clean: perhaps it is the wrong folder. */
  private static Assessment empty(Discovery.Found found) {
    String left =
        found.assembliesLeftOut().isEmpty()
            ? ""
            : "; name %s to judge it, for folders are judged without what .gitignore and --exclude"
                    .formatted(found.assembliesLeftOut().get(0))
                + " leave out";
    return new Assessment(
        List.of(),
        List.of(
            new Gap(
                new Location(found.name(), "", 0, 0),
                "holds nothing that can be judged: no template, assembly, task definition or plan"
                    + left)));
  }
}
