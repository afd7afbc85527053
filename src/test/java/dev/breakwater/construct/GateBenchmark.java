package dev.breakwater.construct;

import dev.breakwater.rule.Rules;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ecs.Cluster;

/**
 * What the gate costs, beside cdk-nag on the same app: {@code src/bench/gate}. Each measurement is
 * a process of its own, as each synth of a user is, so that no one profits from another's warm
 * classes; they take turns, so that a busy machine slows all of them alike.
 */
public final class GateBenchmark {
  private static final int STACKS = 4;
  private static final int SERVICES_PER_STACK = 25;
  private static final double TARGET_PERCENT = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What is added to the app. */
  private enum Judge {
    NOBODY("nobody"),
    EMPTY_PLUGIN("an empty plugin"),
    GATE("Breakwater's gate"),
    CDK_NAG("cdk-nag AwsSolutions");

    private final String text;

    Judge(String text) {
      this.text = text;
    }
  }

  /**
   * One measurement, in milliseconds.
   *
   * @param all from the first construct to the end of synthesis; Node.js runs already
   * @param inside what of it the gate's own code took
   */
  private record Time(double all, double inside) {}

  private GateBenchmark() {}

  /** Measures so many rounds; or, with the name of a judge, one synthesis. */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].matches("\\d+")) {
      System.exit(report(measured(Integer.parseInt(arguments[0]))) ? 0 : 1);
    }
    Time time = synthesized(Judge.valueOf(arguments[0]));
    System.out.println(time.all + " " + time.inside);
  }

  private static Time synthesized(Judge judge) {
    App app = new App();
    long start = System.nanoTime();
    TimedGate gate = new TimedGate();
    switch (judge) {
      case GATE -> Validations.of(app).addPlugins(gate);
      // What the CDK itself takes for any plugin: it hashes the assembly and reports.
      case EMPTY_PLUGIN -> Validations.of(app).addPlugins(new EmptyPlugin());
      // Without the reports that it would write to files.
      case CDK_NAG ->
          Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
      case NOBODY -> {}
    }
    for (int stack = 0; stack < STACKS; stack++) {
      build(new Stack(app, "Stack" + stack));
    }
    app.synth();
    return new Time((System.nanoTime() - start) / NANOS_PER_MILLI, gate.nanos / NANOS_PER_MILLI);
  }

  /** Services of two containers, all of them clean: the gate has to read and judge everything. */
  private static void build(Stack stack) {
    Cluster cluster = Synthesis.cluster(stack);
    for (int number = 0; number < SERVICES_PER_STACK; number++) {
      HardenedTask task =
          HardenedTask.Builder.create(stack, "Task" + number).cpu(512).memoryLimitMiB(1024).build();
      for (String container : List.of("app", "helper")) {
        task.addContainer(
            container,
            HardenedContainerProps.builder()
                .image(Synthesis.IMAGE)
                .cpu(256)
                .memoryLimitMiB(256)
                .writablePath("/var/cache/app", Size.mebibytes(32))
                .healthCheck(Synthesis.HEALTH)
                .build());
      }
      HardenedService.Builder.create(stack, "Service" + number).cluster(cluster).task(task).build();
    }
  }

  private static Map<Judge, List<Time>> measured(int rounds) throws IOException {
    Judge[] judges = Judge.values();
    Map<Judge, List<Time>> times = new EnumMap<>(Judge.class);
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < judges.length; turn++) {
        Judge judge = judges[(round + turn) % judges.length];
        times.computeIfAbsent(judge, first -> new ArrayList<>()).add(measured(judge));
      }
    }
    return times;
  }

  private static Time measured(Judge judge) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GateBenchmark.class.getName(),
                judge.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader()) {
      String[] numbers = out.readLine().split(" ", -1);
      return new Time(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }
  }

  /** Whether both targets are met. */
  private static boolean report(Map<Judge, List<Time>> times) {
    double bare = median(times.get(Judge.NOBODY), Time::all);
    double inside = median(times.get(Judge.GATE), Time::inside);
    System.out.printf(
        "%d services of 2 containers in %d stacks, median of %d runs, construct + synth:%n",
        STACKS * SERVICES_PER_STACK, STACKS, times.get(Judge.NOBODY).size());
    for (Judge judge : Judge.values()) {
      double all = median(times.get(judge), Time::all);
      System.out.printf(
          "%-22s %7.0f ms   %+7.0f ms   %+6.1f %%%n",
          judge.text, all, all - bare, 100 * (all - bare) / bare);
    }
    double gate = median(times.get(Judge.GATE), Time::all);
    double nag = median(times.get(Judge.CDK_NAG), Time::all);
    double share = 100 * inside / gate;
    System.out.printf(
        "the gate's own code    %7.0f ms, which is %.1f %% of construct + synth (target: at most"
            + " %.0f %%)%n",
        inside, share, TARGET_PERCENT);
    System.out.printf(
        "with the gate it takes %.2f times as long as with cdk-nag (target: below 1)%n",
        gate / nag);
    return share <= TARGET_PERCENT && gate < nag;
  }

  private static double median(List<Time> times, ToDoubleFunction<Time> which) {
    double[] sorted = times.stream().mapToDouble(which).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Is content with everything. */
  private static final class EmptyPlugin implements IPolicyValidationPlugin {
    @Override
    public String getName() {
      return "empty";
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
      return PolicyValidationPluginReport.builder().success(true).violations(List.of()).build();
    }
  }

  /** The gate, with a clock. */
  private static final class TimedGate implements IPolicyValidationPlugin {
    private final GatePlugin gate = new GatePlugin(Rules.restricted());
    private long nanos;

    @Override
    public String getName() {
      return gate.getName();
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
      long start = System.nanoTime();
      PolicyValidationPluginReport report = gate.validate(context);
      nanos += System.nanoTime() - start;
      return report;
    }
  }
}
