package dev.breakwater.source;

import dev.breakwater.model.Container;
import dev.breakwater.model.Image;
import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom images run as where a task definition leaves it to them, as far as something says so: the
 * Dockerfile of an asset, or what {@code docker image inspect} prints.
 */
public final class ImageUsers {
  private final Map<String, Setting<String>> byName = new HashMap<>();

  private ImageUsers() {}

  /**
   * What this file says, which {@code docker image inspect} printed.
   *
   * @throws UnreadableSourceException where the file cannot be read, or holds no image
   */
  public static ImageUsers read(Path file) throws UnreadableSourceException {
    Node root = Parser.parse(SourceText.read(file), file.toString());
    ImageUsers users = new ImageUsers();
    for (Node item : Inspection.all(root)) {
      if (!Inspection.isImage(item)) {
        throw new UnreadableSourceException(
            item.location(),
            "docker image inspect prints a list of objects with RepoTags and Config, got "
                + item.kind()
                + " without them");
      }
      users.add(item);
    }
    return users;
  }

  /** What the Dockerfiles of these assets say. */
  static ImageUsers ofAssets(List<ImageAsset> assets) {
    ImageUsers users = new ImageUsers();
    for (ImageAsset asset : assets) {
      Dockerfile.user(asset).ifPresent(user -> users.byName.put(asset.hash(), user));
    }
    return users;
  }

  private void add(Node image) {
    Node user = image.entry("Config").entry("User");
    Location at = user.location();
    String name = Nodes.text(user);
    Setting<String> runsAs = new Setting.Known<>(name.isEmpty() ? "root" : name, at);
    byName.put(Nodes.text(image.entry("Id")), runsAs);
    for (String names : List.of("RepoTags", "RepoDigests")) {
      for (Node text : Nodes.items(image.entry(names))) {
        Image named = Image.of(new Setting.Known<>(Nodes.text(text), at));
        named.digest().known().ifPresent(digest -> byName.put(digest, runsAs));
        // What a CDK asset is tagged with names its content, in whatever repository it is.
        named.tag().known().filter(ImageUsers::isHash).ifPresent(tag -> byName.put(tag, runsAs));
        byName.put(fullName(Nodes.text(text)), runsAs);
      }
    }
  }

  private static boolean isHash(String tag) {
    return tag.matches("[0-9a-f]{64}");
  }

  /** As Docker completes it: {@code nginx} is {@code docker.io/library/nginx:latest}. */
  private static String fullName(String reference) {
    String name = reference.replaceFirst("^(index\\.)?docker\\.io/", "");
    name = name.contains("/") ? name.replaceFirst("^library/", "") : name;
    boolean tagged = name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
    return tagged || name.contains("@") ? name : name + ":latest";
  }

  /** The same contents, with what is known of their images. */
  Contents decide(Contents contents) {
    return byName.isEmpty() ? contents : contents.with(decide(contents.inventory()));
  }

  /** The same inventory, with what is known of its images. */
  public Inventory decide(Inventory inventory) {
    return inventory.with(inventory.taskDefinitions().stream().map(this::decide).toList());
  }

  private TaskDefinition decide(TaskDefinition task) {
    return task.running(decide(task.containers()));
  }

  private Values<Container> decide(Values<Container> containers) {
    if (containers instanceof Values.Listed<Container> list) {
      return new Values.Listed<>(
          list.elements().stream().map(element -> element.<Container>map(this::decide)).toList(),
          list.location());
    }
    if (containers instanceof Values.OneOf<Container> choice) {
      return new Values.OneOf<>(
          choice.arms().stream().map(this::decide).toList(), choice.location());
    }
    return containers;
  }

  private Container decide(Container container) {
    Image image = container.image();
    List<Setting<String>> users =
        image.arms().stream().map(arm -> known(arm).orElseGet(image::user)).toList();
    if (users.stream().allMatch(Setting::isAbsent)) {
      return container;
    }
    return container.of(
        image.runningAs(
            users.size() == 1
                ? users.get(0)
                : new Setting.OneOf<>(users, image.reference().location())));
  }

  /** The digest says more than the tag, and the hash of an asset more than the name. */
  private Optional<Setting<String>> known(Image image) {
    Optional<Setting<String>> byDigest = image.digest().known().map(byName::get);
    if (byDigest.isPresent() || image.digest().known().isPresent()) {
      return byDigest;
    }
    return image
        .tag()
        .known()
        .filter(ImageUsers::isHash)
        .map(byName::get)
        .or(() -> image.reference().known().map(ImageUsers::fullName).map(byName::get));
  }
}
