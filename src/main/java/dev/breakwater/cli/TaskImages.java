package dev.breakwater.cli;

import dev.breakwater.docker.BaseImage;
import dev.breakwater.docker.Docker;
import dev.breakwater.docker.DockerException;
import dev.breakwater.docker.ImageBuild;
import dev.breakwater.model.Container;
import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the containers of a task run: an asset of the assembly is built here, anything else is
 * pulled where it is not there.
 *
 * @param references what each container runs, by its name
 * @param builds what is built, by the name of the first container that runs it
 * @param pulls what must be on the engine
 */
record TaskImages(
    Map<String, String> references, Map<String, ImageBuild> builds, List<String> pulls) {
  private static final int SHORT_HASH = 16;

  /** Finds the images; nothing is built yet. */
  static TaskImages of(TaskDefinition task, List<ImageAsset> assets) throws Failure {
    Map<String, String> references = new LinkedHashMap<>();
    Map<String, ImageBuild> builds = new LinkedHashMap<>();
    for (Container container : task.containers().known().toList()) {
      String name = container.name().known().orElse("unnamed");
      Optional<ImageAsset> asset =
          assets.stream()
              .filter(one -> container.image().tag().known().filter(one.hash()::equals).isPresent())
              .findFirst();
      if (asset.isPresent()) {
        ImageBuild build = build(asset.get());
        if (!builds.containsValue(build)) {
          builds.put(name, build);
        }
        references.put(name, build.tag());
      } else {
        references.put(name, reference(name, container.image().reference()));
      }
    }
    List<String> pulls =
        references.values().stream()
            .filter(one -> builds.values().stream().noneMatch(build -> build.tag().equals(one)))
            .distinct()
            .toList();
    return new TaskImages(references, builds, pulls);
  }

  /** Builds and pulls. */
  void prepare(Docker docker, BaseImage base, Console console) throws Exception {
    for (Map.Entry<String, ImageBuild> build : builds.entrySet()) {
      console.step(
          "Building the image of container " + build.getKey(),
          () -> {
            build.getValue().run(docker, base, line -> {});
            return build;
          });
    }
    for (String image : pulls) {
      if (!docker.succeeds("image", "inspect", "--format", "{{.Id}}", image)) {
        console.step("Pulling " + image, () -> pull(docker, image));
      }
    }
  }

  private static List<String> pull(Docker docker, String image)
      throws DockerException, InterruptedException {
    try {
      return docker.run(
          List.of("pull", "--quiet", image),
          Map.of(),
          "",
          java.time.Duration.ofMinutes(15),
          line -> {});
    } catch (DockerException e) {
      throw new DockerException("the image %s cannot be had: %s".formatted(image, e.getMessage()));
    }
  }

  private static ImageBuild build(ImageAsset asset) {
    return new ImageBuild(
        "breakwater-asset:"
            + asset.hash().substring(0, Math.min(SHORT_HASH, asset.hash().length())),
        Path.of(asset.directory()),
        asset.dockerFile(),
        asset.buildArgs(),
        asset.target(),
        asset.platform());
  }

  private static String reference(String container, Setting<String> reference) throws Failure {
    Optional<String> known = reference.known();
    if (known.isPresent()) {
      return known.get();
    }
    String why =
        reference instanceof Setting.Unresolved<String> unresolved
            ? "is known only at deployment (%s)".formatted(unresolved.expression())
            : reference.isAbsent() ? "is missing" : "depends on a condition";
    throw new Failure(
        ExitCode.INCOMPLETE,
        "%s: the image of container %s %s; an asset of a cloud assembly, or a literal name, can be run"
            .formatted(reference.location(), container, why));
  }
}
