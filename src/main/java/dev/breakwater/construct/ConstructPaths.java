package dev.breakwater.construct;

import dev.breakwater.model.Location;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * Which construct wrote a resource of a template.
 *
 * <p>The tree is walked at the first question only: each construct costs calls into Node.js, and an
 * app without findings asks nothing. The {@code aws:cdk:path} metadata in the template would be
 * cheaper to read, but the CDK leaves it out unless the command line asks for it.
 */
final class ConstructPaths {
  private final IConstruct app;
  private final Map<Resource, String> paths = new HashMap<>();

  ConstructPaths(IConstruct app) {
    this.app = app;
  }

  /** Empty where no construct wrote it. */
  Optional<String> at(Location location) {
    if (paths.isEmpty()) {
      walk();
    }
    Path file = Path.of(location.source()).getFileName();
    return Optional.ofNullable(paths.get(new Resource(file.toString(), location.subject())));
  }

  private void walk() {
    Map<Stack, String> files = new HashMap<>();
    for (IConstruct construct : app.getNode().findAll()) {
      if (construct instanceof CfnElement element) {
        Stack stack = element.getStack();
        String file = files.computeIfAbsent(stack, Stack::getTemplateFile);
        String logicalId = stack.resolve(element.getLogicalId()).toString();
        paths.put(new Resource(file, logicalId), element.getNode().getPath());
      }
    }
  }

  /**
   * A resource of the app. The CDK names every template, a nested stack's too, for its place in the
   * tree, so that a file name is found once in an app.
   */
  private record Resource(String file, String logicalId) {}
}
