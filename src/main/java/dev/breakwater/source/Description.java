package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code aws ecs describe-services}, {@code describe-task-sets}, {@code describe-clusters} and
 * {@code describe-capacity-providers} print, each a list under its own key. It is read as a
 * template that has these resources, by their ARNs.
 */
final class Description {
  private record Kind(String type, String arn) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "services", new Kind("AWS::ECS::Service", "serviceArn"),
          "taskSets", new Kind("AWS::ECS::TaskSet", "taskSetArn"),
          "clusters", new Kind("AWS::ECS::Cluster", "clusterArn"),
          "capacityProviders", new Kind("AWS::ECS::CapacityProvider", "capacityProviderArn"));

  private Description() {}

  /** Whether it looks like one: the resources tell their ARNs. */
  static boolean isOne(Node root) {
    return KINDS.entrySet().stream()
        .anyMatch(
            kind -> {
              Node list = root.entry(kind.getKey());
              List<Node> items = Nodes.items(list);
              boolean failed = !Nodes.items(root.entry("failures")).isEmpty();
              return list instanceof Node.Items
                  && (failed || !items.isEmpty())
                  && items.stream()
                      .allMatch(item -> item.entry(kind.getValue().arn()) instanceof Node.Text);
            });
  }

  /** What it holds. */
  static Inventory of(Node root) throws UnreadableSourceException {
    Map<String, Node> resources = new LinkedHashMap<>();
    KINDS.forEach(
        (key, kind) -> {
          for (Node item : Nodes.items(root.entry(key))) {
            resources.put(
                Nodes.text(item.entry(kind.arn())),
                Nodes.fields(
                    item.location(),
                    entry("Type", new Node.Text(kind.type(), item.location())),
                    entry("Properties", item)));
          }
        });
    Node template =
        Nodes.fields(
            root.location(), entry("Resources", new Node.Fields(resources, root.location())));
    List<Gap> failures =
        Nodes.items(root.entry("failures")).stream()
            .map(
                failure ->
                    new Gap(
                        failure.location().of(Nodes.text(failure.entry("arn"))),
                        "ECS did not describe it: " + Nodes.text(failure.entry("reason"))))
            .toList();
    Inventory failed = Inventory.ofGaps(failures);
    return resources.isEmpty()
        ? failed
        : Template.ofText(template, Deployment.UNKNOWN).inventory().and(failed);
  }
}
