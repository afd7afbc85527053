package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template with the stacks that are nested in it. Their templates are assets of a cloud assembly,
 * files beside the template, as {@code aws cloudformation package} takes them, or written in it;
 * what lies on a server is a gap.
 */
final class StackTree {
  /** The id of a file asset, which is also the name of its object in the bucket. */
  private static final Pattern ASSET = Pattern.compile("[0-9a-f]{64}");

  /** A template that nests itself with other parameters each time has no end. */
  private static final int MAX_DEPTH = 20;

  /** So has one that nests several others, each of which does. */
  private static final int MAX_STACKS = 1_000;

  private final AssetManifest assets;
  private final Set<Stack> stacks = new HashSet<>();
  private final Set<Path> read = new HashSet<>();

  /** A template as a nested stack; other parameters make it another. */
  private record Stack(Path template, Node values, Node certain) {}

  private StackTree(AssetManifest assets) {
    this.assets = assets;
  }

  /**
   * What this template holds, with its nested stacks.
   *
   * @param file where it lies; empty where it is no file, and then none lies beside it
   */
  static Contents of(
      Template template, Optional<Path> file, AssetManifest assets, Deployment deployment) {
    StackTree tree = new StackTree(assets);
    Contents all = tree.stacks(template, file, 0);
    Set<String> used = new HashSet<>(deployment.parameters().keySet());
    used.retainAll(template.parameters());
    return all.and(
        new Contents(
            Inventory.ofGaps(assets.gaps()), assets.images(), tree.readBesides(file), used));
  }

  /** Of stacks that nest each other each is read by itself, or none would be judged in the end. */
  private Set<Path> readBesides(Optional<Path> root) {
    try {
      return root.isPresent() && read.contains(root.get().toRealPath()) ? Set.of() : read;
    } catch (IOException e) {
      return Set.of();
    }
  }

  private Contents stacks(Template template, Optional<Path> file, int depth) {
    Contents all = new Contents(template.inventory(), List.of());
    for (NestedStack nested : template.nestedStacks()) {
      try {
        all = all.and(nested(nested, file, depth + 1));
      } catch (UnreadableSourceException e) {
        all = all.and(gap(nested.unread(e.getMessage())));
      }
    }
    return all;
  }

  private Contents nested(NestedStack nested, Optional<Path> parent, int depth)
      throws UnreadableSourceException {
    if (depth > MAX_DEPTH) {
      return gap(nested.unread("nested deeper than " + MAX_DEPTH + " stacks"));
    }
    if (stacks.size() >= MAX_STACKS) {
      return gap(nested.unread("nested beside more than " + MAX_STACKS + " stacks"));
    }
    if (nested.body() instanceof Node.Text body) {
      stacks.add(new Stack(Path.of(""), body, nested.given().values()));
      return stacks(Template.of(Parser.embedded(body), nested.given()), Optional.empty(), depth);
    }
    Optional<Path> local = parent.flatMap(file -> local(file, nested.templateUrl()));
    if (local.isEmpty()) {
      return gap(nested.unread(whyNotLocal(nested.templateUrl(), parent)));
    }
    Path file = local.get();
    Node root = Parser.parse(SourceText.read(file), file.toString());
    if (!first(file, nested.given())) {
      return Contents.EMPTY;
    }
    boolean asset = assets.files().containsValue(file.getFileName().toString());
    return stacks(
        asset ? Template.ofStack(root, nested.given()) : Template.of(root, nested.given()),
        local,
        depth);
  }

  /** The file that this names: an asset of the assembly, or one beside the template. */
  private Optional<Path> local(Path parent, Node templateUrl) {
    String url = url(templateUrl);
    Matcher hash = ASSET.matcher(url);
    String asset = hash.find() ? assets.files().getOrDefault(hash.group(), "") : "";
    if (!asset.isEmpty()) {
      return Optional.of(parent.resolveSibling(asset));
    }
    if (!(templateUrl instanceof Node.Text) || isRemote(url) || url.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(url);
      Path file = parent.resolveSibling(path);
      return !path.isAbsolute() && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isRemote(String url) {
    return url.contains("://");
  }

  /** Without the URL, whose query may hold a signature. */
  private static String whyNotLocal(Node templateUrl, Optional<Path> parent) {
    if (ASSET.matcher(url(templateUrl)).find()) {
      return "its template is none of this assembly's assets, so was not read";
    }
    if (templateUrl instanceof Node.Text url && !isRemote(url.text())) {
      return parent.isEmpty()
          ? "its template is another file, which was not read"
          : "no file " + url.text() + " lies beside the template";
    }
    return templateUrl instanceof Node.Text
        ? "its template lies on a server, so was not read"
        : "it names no template that can be read";
  }

  private static String url(Node templateUrl) {
    return templateUrl instanceof Node.Unknown unknown
        ? unknown.expression()
        : Assembly.text(templateUrl);
  }

  private boolean first(Path template, Given given) throws UnreadableSourceException {
    try {
      Path real = template.toRealPath();
      read.add(real);
      return stacks.add(
          new Stack(
              real,
              given.values().movedTo(Location.NOWHERE),
              given.certain().movedTo(Location.NOWHERE)));
    } catch (IOException e) {
      throw new UnreadableSourceException(
          new Location(template.toString(), "", 0, 0), "cannot be read");
    }
  }

  private static Contents gap(Gap gap) {
    return new Contents(Inventory.ofGaps(List.of(gap)), List.of());
  }
}
