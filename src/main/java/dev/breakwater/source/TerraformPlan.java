package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code terraform show -json} prints of a plan or a state. Its resources are brought into the
 * shape that CloudFormation gives them ({@link TerraformShape}), under their addresses, and read as
 * a template is: no reader knows Terraform.
 *
 * <p>Source: developer.hashicorp.com/terraform/internals/json-format; tried with Terraform 1.11.4
 * and the AWS provider 5.100.0. Of a plan {@code resource_changes} is read and not {@code
 * planned_values}, which leaves out what is unknown until it is applied.
 */
final class TerraformPlan {
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<String, Node> resources = new LinkedHashMap<>();
  private final TerraformReferences references;
  private final Node root;

  private TerraformPlan(Node root) {
    this.root = root;
    references = new TerraformReferences(root);
  }

  /** Whether it looks like one. An empty state says its version and nothing else. */
  static boolean isOne(Node root) {
    return root.entry("format_version") instanceof Node.Text
        && (root.entry("resource_changes") instanceof Node.Items
            || root.entry("planned_values") instanceof Node.Fields
            || root.entry("values") instanceof Node.Fields
            || root.entry("terraform_version") instanceof Node.Text
            || ((Node.Fields) root).entries().size() == 1);
  }

  /** What the plan leads to, or the state holds. */
  static Inventory of(Node root) throws UnreadableSourceException {
    if (!isOne(root)) {
      throw new UnreadableSourceException(
          root.location(), "terraform show -json prints an object with format_version, got none");
    }
    TerraformPlan plan = new TerraformPlan(root);
    plan.read();
    Inventory gaps = Inventory.ofGaps(plan.gaps);
    if (plan.resources.isEmpty()) {
      return gaps;
    }
    Node.Fields template =
        new Node.Fields(
            Map.of("Resources", new Node.Fields(plan.resources, root.location())), root.location());
    return Template.ofText(template, Deployment.UNKNOWN).inventory().and(gaps);
  }

  private void read() {
    if (Nodes.isTrue(root.entry("errored"))) {
      gaps.add(new Gap(root.location(), "the plan ended in an error, so it is not complete"));
    } else if (root.entry("complete") instanceof Node.Text complete
        && complete.text().equals("false")) {
      gaps.add(
          new Gap(
              root.location(),
              "the plan is not complete: it was made with -target, or puts changes off"));
    }
    Nodes.items(root.entry("resource_changes")).forEach(this::change);
    module(root.entry("values").entry("root_module"));
  }

  private void change(Node resource) {
    Node change = resource.entry("change");
    List<String> actions = Nodes.items(change.entry("actions")).stream().map(Nodes::text).toList();
    // What is deleted or forgotten has nothing that comes after.
    if (change.entry("after") instanceof Node.Nothing && !actions.contains("create")) {
      return;
    }
    TerraformValues values = new TerraformValues(references.written(resource));
    add(
        resource,
        values.merged(
            change.entry("after"), change.entry("after_unknown"), change.entry("after_sensitive")));
  }

  private void module(Node module) {
    for (Node resource : Nodes.items(module.entry("resources"))) {
      add(
          resource,
          TerraformValues.ofState(resource.entry("values"), resource.entry("sensitive_values")));
    }
    Nodes.items(module.entry("child_modules")).forEach(this::module);
  }

  private void add(Node resource, Node values) {
    String address = Nodes.text(resource.entry("address"));
    String type = Nodes.text(resource.entry("type"));
    if (Nodes.text(resource.entry("mode")).equals("data") || address.isEmpty()) {
      return;
    }
    Location at = values.location().of(address);
    String hidden = TerraformHidden.reason(type, values);
    if (!hidden.isEmpty()) {
      gaps.add(new Gap(at, address + " " + hidden));
      return;
    }
    TerraformShape.of(type, references.resolved(resource, values))
        .ifPresent(shaped -> resources.put(address, shaped));
  }
}
