package dev.breakwater.source;

import dev.breakwater.model.Container;
import dev.breakwater.model.TaskDefinition;

/** Short ways to what a test looks at. */
final class Read {
  private Read() {}

  /** The one task definition of this template. */
  static TaskDefinition task(String template) throws UnreadableSourceException {
    return Template.parse(template, "t.yaml").taskDefinitions().get(0);
  }

  /** Its first container. */
  static Container container(String template) throws UnreadableSourceException {
    return task(template).containers().known().findFirst().orElseThrow();
  }

  /** A template of one container, whose property {@code User} is this YAML. */
  static Container withUser(String user, String... sections) throws UnreadableSourceException {
    return container(
        String.join("\n", sections)
            + """

            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: app
                      User: %s
            """
                .formatted(user));
  }
}
