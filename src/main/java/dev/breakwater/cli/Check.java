package dev.breakwater.cli;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.report.Format;
import dev.breakwater.report.Printable;
import dev.breakwater.report.Results;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** {@code breakwater check}: judges files, and reports. */
final class Check implements Callable<Integer> {
  private static final Set<Format> SHOW_LINES = Set.of(Format.TEXT, Format.SARIF);

  private final List<String> paths;
  private final Map<CheckOption, List<Given>> words;
  private final Console console;
  private final LocalDate today = LocalDate.now(ZoneId.systemDefault());

  Check(List<String> paths, Map<CheckOption, List<Given>> words, Console console) {
    this.paths = List.copyOf(paths);
    this.words = words;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return words.containsKey(CheckOption.WATCH)
          ? Watch.of(CheckWords.of(paths, words), this::judge, console)
          : judge();
    } catch (Failure e) {
      return said(e, console);
    }
  }

  static int said(Failure failure, Console console) {
    failure.lines().forEach(line -> console.say(Printable.of(line)));
    console.say(Printable.of(failure.getMessage()));
    return failure.exitCode();
  }

  private int judge() throws Failure, InterruptedException {
    long began = System.nanoTime();
    CheckWords all = CheckWords.of(paths, words);
    boolean writes = all.isOn(CheckOption.WRITE);
    if (writes && !all.isOn(CheckOption.FIX)) {
      throw new Failure(ExitCode.USAGE, "--write needs --fix: it writes what that shows");
    }
    Sought sought = Sought.of(all);
    Judges judges = Judges.of(all);
    List<Output> outputs = Output.of(all);
    KnownFindings known = KnownFindings.of(all);
    refuseMissing(sought.paths());

    Discovery.Found found = Discovery.of(sought);
    Overwriting.refuse(outputs, all, found, sought);
    if (all.isOn(CheckOption.FIX)) {
      int code = new Fixing(sought, judges, today, writes, console).run(found.inputs());
      if (!writes || code == ExitCode.USAGE) {
        return code;
      }
    }
    Judgement.Whole whole = judged(found, sought, judges, outputs);
    Assessment assessment =
        known.applied(whole.assessment(), judges.policy(), sought.files(), console);
    Results results =
        new Results(
            assessment.withNotices(judges.waivers().notices(judges.policy(), assessment, today)),
            whole.inventory(),
            whole.files(),
            judges.policy(),
            location -> Optional.ofNullable(whole.excerpts().get(location)),
            judges.failOn(),
            judges.skipped());
    note(found, sought, whole);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (Terminal.isErr() && took.toSeconds() > 0) {
      console.say("judged %d files in %.1f s".formatted(whole.files(), took.toMillis() / 1000.0));
    }
    write(outputs, results, judges.passes());
    for (InvalidWaiver wrong : assessment.invalidWaivers()) {
      console.say(Printable.of(wrong.location() + ": " + wrong.reason()));
    }
    return assessment.invalidWaivers().isEmpty() ? ExitCode.of(results.outcome()) : ExitCode.USAGE;
  }

  private Judgement.Whole judged(
      Discovery.Found found, Sought sought, Judges judges, List<Output> outputs)
      throws InterruptedException {
    boolean showsLines = outputs.stream().anyMatch(output -> SHOW_LINES.contains(output.format()));
    boolean drawsPictures = outputs.stream().anyMatch(output -> output.format() == Format.HTML);
    boolean namesPasses =
        judges.passes() || outputs.stream().anyMatch(output -> output.format().showsPasses());
    Assessing assessing =
        new Assessing(sought, judges, showsLines, drawsPictures, namesPasses, System.in, today);
    try (Progress progress = new Progress(Terminal.isErr(), found.inputs().size())) {
      return new Judgement(assessing, progress).of(found);
    }
  }

  private static void write(List<Output> outputs, Results results, boolean passes) throws Failure {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    ReportWriter writer = new ReportWriter(out, Terminal.isPipe(), Terminal.takesColours());
    for (Output output : outputs) {
      boolean showsPasses = passes || output.format().showsPasses();
      writer.write(output, showsPasses ? results : results.withoutPasses());
    }
  }

  /** Where nothing that was named is there, nobody meant this; one of several is a gap. */
  private static void refuseMissing(List<String> paths) throws Failure {
    for (String path : paths) {
      if (path.equals("-") || Files.exists(Paths.of(path), LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
    }
    throw new Failure(
        ExitCode.USAGE,
        paths.size() == 1
            ? "there is no file or folder " + paths.get(0)
            : "there is none of the files and folders " + Commands.listed(paths));
  }

  /** What the report does not hold, for it is about the command and not about the files. */
  private void note(Discovery.Found found, Sought sought, Judgement.Whole whole) {
    if (whole.files() > 0) {
      for (Path assembly : found.assembliesLeftOut()) {
        console.say(
            Printable.of(
                "%s is a cloud assembly that .gitignore or --exclude leaves out; name it to judge it"
                    .formatted(assembly)));
      }
    }
    Set<String> unknown = new TreeSet<>(sought.deployment().parameters().keySet());
    unknown.removeAll(whole.parameters());
    if (!unknown.isEmpty()) {
      console.say(
          Printable.of(
              "--parameters gives %s, which no template has"
                  .formatted(String.join(", ", unknown))));
    }
  }
}
