package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Rule;
import dev.breakwater.rule.Rules;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fix says for the CDK is Java that compiles. */
class CdkFixesTest {
  private static final String FRAME =
      """
      import java.util.List;
      import java.util.Map;
      import software.amazon.awscdk.*;
      import software.amazon.awscdk.services.autoscaling.*;
      import software.amazon.awscdk.services.autoscaling.BlockDevice;
      import software.amazon.awscdk.services.autoscaling.BlockDeviceVolume;
      import software.amazon.awscdk.services.autoscaling.EbsDeviceOptions;
      import software.amazon.awscdk.services.ec2.*;
      import software.amazon.awscdk.services.ecs.*;
      import software.amazon.awscdk.services.ecs.HealthCheck;
      import software.amazon.awscdk.services.ecs.Host;
      import software.amazon.awscdk.services.ecs.PortMapping;
      import software.amazon.awscdk.services.ecs.Protocol;
      import software.amazon.awscdk.services.ecs.Secret;
      import software.amazon.awscdk.services.ecs.Volume;
      import software.amazon.awscdk.services.iam.*;
      import software.amazon.awscdk.services.logs.*;

      class %s extends Stack {
        TaskDefinition task;
        LinuxParameters linux;
        ContainerImage image;
        Cluster cluster;
        software.amazon.awscdk.services.secretsmanager.ISecret password;

        void fix() {
      %s
        }
      }
      """;

  private record Source(Rule rule) {
    String className() {
      return rule.getClass().getSimpleName() + "Fix";
    }

    JavaFileObject file() {
      String statements = rule.fix().orElseThrow().cdk();
      String text = FRAME.formatted(className(), statements);
      return new SimpleJavaFileObject(
          URI.create("string:///" + className() + ".java"), JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }
  }

  @Test
  void compile(@TempDir Path out) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<JavaFileObject> sources =
        Rules.ALL.stream()
            .filter(rule -> rule.fix().isPresent())
            .map(rule -> new Source(rule).file())
            .toList();
    List<String> options =
        List.of(
            "-d",
            out.toString(),
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"));
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, problems, options, null, sources)
            .call();
    assertThat(
            problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(
                    problem ->
                        problem.getSource().getName() + ": " + problem.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n")))
        .isEmpty();
    assertThat(compiled).isTrue();
  }
}
