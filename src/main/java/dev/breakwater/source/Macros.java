package dev.breakwater.source;

import dev.breakwater.model.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may change a template as a whole when it is deployed, and so hides what is deployed. */
final class Macros {
  /** AWS's own macros, none of which changes a task definition or a service. */
  private static final Set<String> HARMLESS =
      Set.of(
          "AWS::CodeDeployBlueGreen",
          "AWS::LanguageExtensions",
          "AWS::SecretsManager-2020-07-23",
          "AWS::SecretsManager-2024-09-16",
          "AWS::Serverless-2016-10-31",
          "AWS::ServiceCatalog");

  private Macros() {}

  /** A gap for each macro of the template that may change a task definition or a service. */
  static List<Gap> gaps(Node template) {
    List<Gap> gaps = new ArrayList<>();
    Node transform = template.entry("Transform");
    List<Node> macros = transform instanceof Node.Items list ? list.items() : List.of(transform);
    macros.forEach(macro -> gap(macro).ifPresent(gaps::add));
    // What only a section includes. Conditions that may be others are not decided, and a function
    // among resources or in one of them is met there.
    for (Node section :
        List.of(template, template.entry("Parameters"), template.entry("Mappings"))) {
      Node included = section.entry("Fn::Transform");
      if (!(included instanceof Node.Nothing)) {
        gaps.add(
            new Gap(
                included.location(),
                "Fn::Transform" + named(included) + " may change the template when deployed"));
      }
    }
    return gaps;
  }

  private static Optional<Gap> gap(Node macro) {
    if (macro instanceof Node.Nothing
        || (macro instanceof Node.Text name && HARMLESS.contains(name.text()))
        || HARMLESS.contains(named(macro).strip())) {
      return Optional.empty();
    }
    String name = macro instanceof Node.Text text ? " " + text.text() : named(macro);
    return Optional.of(
        new Gap(
            macro.location(),
            "the macro"
                + (name.isEmpty() ? " in Transform" : name)
                + " may change every resource when it is deployed"));
  }

  /** The name of the macro that this calls, behind a space; empty where it has none. */
  static String named(Node call) {
    return call.entry("Name") instanceof Node.Text name ? " " + name.text() : "";
  }
}
