package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One image of {@code docker inspect} in the shape of a task that runs it as it is.
 *
 * <p>Source: the Docker Engine API, {@code ImageInspect}, whose {@code Config} is that of the OCI
 * image specification; tried on Docker 20.10.
 *
 * @param inspected what was printed of it
 */
record InspectedImage(Node inspected) {
  /** The task, named as the image is. */
  TaskDefinition task() {
    Location at = inspected.location();
    return new TaskDefinitionReader(name())
        .read(
            Nodes.fields(
                at,
                // Tasks in this mode publish the very port that the program of the image opens.
                entry("networkMode", new Node.Text("awsvpc", at)),
                entry("runtimePlatform", Inspection.platform(inspected.entry("Os"))),
                entry("containerDefinitions", new Node.Items(List.of(container()), at)),
                entry("volumes", volumes("name", at))),
            List.of(Set.of(Platform.EXTERNAL)));
  }

  /** As its first tag calls it, else by its digest, else by its id. */
  private String name() {
    return Stream.of("RepoTags", "RepoDigests")
        .flatMap(names -> Nodes.items(inspected.entry(names)).stream())
        .findFirst()
        .map(Nodes::text)
        .orElseGet(() -> Nodes.text(inspected.entry("Id")));
  }

  private Node container() {
    Node config = inspected.entry("Config");
    Location at = config.location();
    return Nodes.fields(
        at,
        entry("image", new Node.Text(name(), inspected.location())),
        entry("user", InspectedContainer.user(config.entry("User"), inspected.entry("Os"))),
        entry("command", config.entry("Cmd")),
        entry("entryPoint", config.entry("Entrypoint")),
        entry("environment", InspectedContainer.environment(config.entry("Env"), false)),
        entry("portMappings", ports(config.entry("ExposedPorts"))),
        entry("mountPoints", volumes("containerPath", at)),
        entry("healthCheck", InspectedContainer.health(config.entry("Healthcheck"))),
        entry("dockerLabels", config.entry("Labels")));
  }

  private static Node ports(Node exposed) {
    if (!(exposed instanceof Node.Fields)) {
      return exposed;
    }
    List<Node> ports = new ArrayList<>();
    Nodes.entries(exposed)
        .forEach(
            (port, nothing) -> {
              Location at = nothing.location();
              String number = port.replaceFirst("/.*", "");
              ports.add(Nodes.fields(at, entry("containerPort", new Node.Text(number, at))));
            });
    return new Node.Items(ports, exposed.location());
  }

  /** Paths for which the engine makes a volume of its own, by the name of the property. */
  private Node volumes(String property, Location at) {
    List<Node> volumes = new ArrayList<>();
    Nodes.entries(inspected.entry("Config").entry("Volumes"))
        .forEach(
            (path, nothing) ->
                volumes.add(
                    Nodes.fields(
                        nothing.location(),
                        entry(property, new Node.Text(path, nothing.location())))));
    return new Node.Items(volumes, at);
  }
}
