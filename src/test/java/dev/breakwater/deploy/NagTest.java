package dev.breakwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** cdk-nag's AwsSolutions pack finds nothing in the sample that is not explained here. */
@Tag("cdk")
@SuppressWarnings("deprecation") // of the type that the CDK gives annotations as
class NagTest {
  private static final Pattern FINDING = Pattern.compile("AwsSolutions-[A-Z]+\\d+(\\[.*?])?(?=:)");

  /** What it finds in each placement, and why that is right. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "/Sample/Web/Task/Definition/Resource AwsSolutions-ECS2",
          "Where the application listens is no secret; secrets are refused by the construct.",
          "/Sample/Web/Task/Definition/ExecutionRole/DefaultPolicy/Resource"
              + " AwsSolutions-IAM5[Resource::*]",
          "ecr:GetAuthorizationToken, for which AWS has no narrower resource.",
          "/Sample/Web/LoadBalancer/Resource AwsSolutions-ELB2",
          "Access logs are the user's choice: the sample knows no region before its deployment, and"
              + " the proxy logs each request.");

  /** What it finds where there are instances. */
  private static final Map<String, String> EXPLAINED_ON_EC2 =
      Map.of(
          "/Sample/Instances/ASG AwsSolutions-AS3",
          "Nobody to notify in a sample.",
          "/Sample/InstanceRole/DefaultPolicy/Resource AwsSolutions-IAM5[Action::ecs:Submit*]",
          "The CDK's own statement for the ECS agent, on this cluster only.",
          "/Sample/InstanceRole/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::*]",
          "The CDK's own statement for the ECS agent: actions for which AWS has no narrower"
              + " resource, or on this cluster by condition.");

  @ParameterizedTest
  @ValueSource(strings = {"fargate", "ec2", "bridge"})
  void findsNothingUnexplained(String placement) {
    App app =
        new App(
            AppProps.builder()
                .context(
                    Map.of(
                        "placement",
                        placement,
                        "certificateArn",
                        "arn:aws:acm:eu-central-1:111122223333:certificate/1"))
                .build());
    SampleStack stack = new SampleStack(app, "Sample", StackProps.builder().build());
    Aspects.of(app).add(new AwsSolutionsChecks());
    Annotations annotations = Annotations.fromStack(stack);
    Set<String> found = new TreeSet<>();
    Stream.of(
            annotations.findError("*", Match.anyValue()),
            annotations.findWarning("*", Match.anyValue()))
        .flatMap(List::stream)
        .map(message -> finding(message.getId(), message.getEntry().getData().toString()))
        .forEach(found::add);

    Set<String> explained = new TreeSet<>(EXPLAINED.keySet());
    if (!placement.equals("fargate")) {
      explained.addAll(EXPLAINED_ON_EC2.keySet());
    }
    assertThat(found).isEqualTo(explained);
  }

  private static String finding(String where, String text) {
    Matcher rule = FINDING.matcher(text);
    return where + " " + (rule.find() ? rule.group() : text);
  }
}
