package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cloud assembly, the folder {@code cdk.out} that {@code cdk synth} writes. Its manifest names
 * the stacks and stages; a folder that is used again keeps files of earlier runs, so only what a
 * manifest names is read, and each file once.
 */
public final class Assembly {
  private final Set<Path> seen = new HashSet<>();

  private final Deployment deployment;

  private Assembly(Deployment deployment) {
    this.deployment = deployment;
  }

  /** The stacks of this folder, with their stages and nested stacks. */
  public static Contents read(Path folder) throws UnreadableSourceException {
    return read(folder, Deployment.UNKNOWN);
  }

  static Contents read(Path folder, Deployment deployment) throws UnreadableSourceException {
    Path manifest = folder.resolve("manifest.json");
    return new Assembly(deployment)
        .folder(folder, Parser.parse(SourceText.read(manifest), manifest.toString()));
  }

  /** Whether this folder is one: a manifest of the CDK's lies in it, be it whole or broken. */
  static boolean isOne(Path folder) {
    Path manifest = folder.resolve("manifest.json");
    if (!Files.isRegularFile(manifest)) {
      return false;
    }
    try {
      String text = SourceText.read(manifest);
      return text.contains("\"artifacts\"") && text.contains("\"version\"");
    } catch (UnreadableSourceException e) {
      // The CDK writes a file of this name into every assembly, beside the manifest.
      return Files.isRegularFile(folder.resolve("cdk.out"));
    }
  }

  /**
   * One template of an assembly, with the stacks that are nested in it and the images of its asset
   * manifest, which lies beside it.
   */
  public static Contents readTemplate(Path template) throws UnreadableSourceException {
    return new Assembly(Deployment.UNKNOWN).stack(template, Deployment.UNKNOWN);
  }

  static Contents readTemplate(Path file, Node template, Deployment deployment)
      throws UnreadableSourceException {
    Assembly assembly = new Assembly(deployment);
    return assembly.template(file, Template.of(template, Given.by(deployment)), deployment);
  }

  private Contents folder(Path folder, Node manifest) throws UnreadableSourceException {
    if (!(manifest.entry("artifacts") instanceof Node.Fields artifacts)) {
      throw new UnreadableSourceException(
          manifest.location(), "a cloud assembly's manifest needs an object artifacts, got none");
    }
    Contents all = Contents.EMPTY;
    if (!first(folder)) {
      return all;
    }
    for (Map.Entry<String, Node> artifact : artifacts.entries().entrySet()) {
      all = all.and(artifact(folder, artifact.getKey(), artifact.getValue()));
    }
    return all;
  }

  private Contents artifact(Path folder, String id, Node artifact) {
    Node properties = artifact.entry("properties");
    Location at = artifact.location().of(id);
    return switch (text(artifact.entry("type"))) {
      case "aws:cloudformation:stack" ->
          stack(
              folder,
              text(properties.entry("templateFile")),
              deployment.in(text(artifact.entry("environment"))),
              at);
      case "cdk:cloud-assembly" -> stage(folder, text(properties.entry("directoryName")), at);
      default -> Contents.EMPTY;
    };
  }

  private Contents stack(Path folder, String name, Deployment deployment, Location at) {
    if (name.isEmpty()) {
      return gap(at, "stack " + at.subject() + " names no templateFile");
    }
    Path file = folder.resolve(name);
    try {
      return stack(file, deployment);
    } catch (UnreadableSourceException e) {
      return gap(e.location().of(at.subject()), e.reason());
    }
  }

  private Contents stage(Path folder, String name, Location at) {
    if (name.isEmpty()) {
      return gap(at, "stage " + at.subject() + " names no directoryName");
    }
    Path manifest = folder.resolve(name).resolve("manifest.json");
    try {
      return folder(
          folder.resolve(name), Parser.parse(SourceText.read(manifest), manifest.toString()));
    } catch (UnreadableSourceException e) {
      return gap(e.location().of(at.subject()), e.reason());
    }
  }

  private Contents stack(Path file, Deployment deployment) throws UnreadableSourceException {
    Node root = Parser.parse(SourceText.read(file), file.toString());
    return template(file, Template.ofStack(root, Given.by(deployment)), deployment);
  }

  private Contents template(Path file, Template template, Deployment deployment)
      throws UnreadableSourceException {
    if (!first(file)) {
      return Contents.EMPTY;
    }
    String name = file.getFileName().toString();
    AssetManifest assets =
        AssetManifest.read(
            file.resolveSibling(name.replaceFirst("(\\.template)?\\.[a-z]+$", ".assets.json")));
    return ImageUsers.ofAssets(assets.images())
        .decide(StackTree.of(template, Optional.of(file), assets, deployment));
  }

  /** By its real path, so that neither a link nor a manifest that names itself leads in circles. */
  private boolean first(Path path) throws UnreadableSourceException {
    try {
      return seen.add(path.toRealPath());
    } catch (IOException e) {
      throw new UnreadableSourceException(
          new Location(path.toString(), "", 0, 0), "cannot be read");
    }
  }

  static String text(Node node) {
    return node instanceof Node.Text text ? text.text() : "";
  }

  private static Contents gap(Location at, String reason) {
    return new Contents(Inventory.ofGaps(List.of(new Gap(at, reason))), List.of());
  }
}
