package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Container;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import org.junit.jupiter.api.Test;

class ExpressTest {
  private static final String EXPRESS =
      """
      Resources:
        Shop:
          Type: AWS::ECS::ExpressGatewayService
          Properties:
            ServiceName: shop
            ExecutionRoleArn: arn:aws:iam::111122223333:role/start
            TaskRoleArn: arn:aws:iam::111122223333:role/shop
            Cpu: "256"
            Memory: "512"
            PrimaryContainer:
              Image: shop:latest
              %s
              Environment: [{Name: DB_PASSWORD, Value: x}]
      """;

  @Test
  void isATaskOnFargateAsFarAsItsPropertiesTell() throws Exception {
    Inventory inventory = Template.parse(EXPRESS.formatted("ContainerPort: 8080"), "t.yaml");
    assertThat(inventory.gaps()).isEmpty();
    TaskDefinition task = inventory.taskDefinitions().get(0);
    assertThat(task.resource()).isEqualTo("Shop");
    assertThat(task.platforms()).containsExactly(Platform.FARGATE);
    assertThat(task.networkMode()).isEqualTo(Setting.of("awsvpc"));
    assertThat(task.cpu()).isEqualTo(Setting.of(256));
    assertThat(task.taskRoleArn()).isEqualTo(Setting.of("arn:aws:iam::111122223333:role/shop"));
    Container container = task.containers().known().toList().get(0);
    assertThat(container.image().reference()).isEqualTo(Setting.of("shop:latest"));
    assertThat(container.environment().known()).hasSize(1);
    assertThat(container.portMappings().known().toList().get(0).containerPort())
        .isEqualTo(Setting.of(8080));
    assertThat(container.logConfiguration().logDriver()).isEqualTo(Setting.of("awslogs"));
  }

  @Test
  void whatItHasNoPropertyForIsUnresolved() throws Exception {
    Inventory inventory = Template.parse(EXPRESS.formatted("Command: [serve]"), "t.yaml");
    Container container = inventory.taskDefinitions().get(0).containers().known().toList().get(0);
    assertThat(container.user()).isInstanceOf(Setting.Unresolved.class);
    assertThat(container.readonlyRootFilesystem()).isInstanceOf(Setting.Unresolved.class);
    assertThat(container.linuxParameters().capabilitiesDrop())
        .isInstanceOf(Values.Unresolved.class);
    Service service = inventory.services().get(0);
    assertThat(service.kind()).isEqualTo(Service.Kind.EXPRESS);
    assertThat(service.name()).isEqualTo(Setting.of("shop"));
    assertThat(service.assignPublicIp()).isInstanceOf(Setting.Unresolved.class);
    assertThat(container.portMappings().known().toList().get(0).containerPort())
        .isEqualTo(Setting.of(80));
  }
}
