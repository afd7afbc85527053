package dev.breakwater.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The options of {@code breakwater check}, which {@code breakwater.yaml} takes by the same names.
 */
enum CheckOption {
  INCLUDE(Group.FILES, "GLOB", Count.MANY, "Of the files in folders, judge those that match."),
  EXCLUDE(
      Group.FILES, "GLOB", Count.MANY, "Leave out what matches. Globs are those of .gitignore."),
  TYPE(
      Group.FILES,
      "TYPE",
      Count.ONE,
      "What the files are, instead of what their content says: cloudformation, cdk-assembly,"
          + " task-definition, terraform, docker-inspect."),
  PARAMETERS(
      Group.FILES,
      "FILE",
      Count.ONE,
      "What a deployment gives the parameters of templates, in a form that the AWS CLI takes."),
  REGION(Group.FILES, "REGION", Count.ONE, "What AWS::Region is."),
  ACCOUNT(Group.FILES, "ACCOUNT", Count.ONE, "What AWS::AccountId is."),
  IMAGE_INFO(
      Group.FILES,
      "FILE",
      Count.ONE,
      "What docker image inspect prints: it decides where a task leaves the user to its image."),
  LEVEL(
      Group.RULES,
      "LEVEL",
      Count.ONE,
      "baseline forbids the known ways to break out, restricted asks for the hardened state."
          + " Default: restricted"),
  RULE(Group.RULES, "ID", Count.MANY, "Judge by this rule only."),
  SKIP(
      Group.RULES,
      "ID=REASON",
      Count.MANY,
      "Do not judge by this rule; reports name it with the reason."),
  FAIL_ON(
      Group.RULES,
      "SEVERITY",
      Count.ONE,
      "The least severity that decides the exit code: low, medium, high, critical. Default: low"),
  BASELINE(Group.RULES, "FILE", Count.ONE, "Only findings that this file does not have fail."),
  FORMAT(Group.REPORTS, "FORMAT", Count.ONE, "%s. Default: text"),
  OUTPUT(Group.REPORTS, "FILE", Count.ONE, "Write it to a file instead of standard output."),
  REPORT(Group.REPORTS, "FORMAT=FILE", Count.MANY, "Write one more report. Repeat it for several."),
  ALL(Group.REPORTS, "", Count.FLAG, "Report what passes too."),
  CONFIG(
      Group.OTHER,
      "FILE",
      Count.ONE,
      "Take options and waivers from this file. Default: breakwater.yaml, where there is one"),
  WRITE_BASELINE(Group.OTHER, "", Count.FLAG, "Write what is found to the file of --baseline."),
  FIX(
      Group.OTHER,
      "",
      Count.FLAG,
      "Show as a diff what can be fixed for certain in templates and task definitions."),
  WRITE(Group.OTHER, "", Count.FLAG, "Write what --fix shows, and report what is left."),
  WATCH(Group.OTHER, "", Count.FLAG, "Judge again whenever a file changes, until Ctrl-C.");

  private final Group group;
  private final String label;
  private final Count count;
  private final String description;

  /** How options are grouped in the help. */
  enum Group {
    FILES("Files:"),
    RULES("Rules:"),
    REPORTS("Reports:"),
    OTHER("Other:");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /** How many values an option takes. */
  enum Count {
    FLAG,
    ONE,
    MANY
  }

  CheckOption(Group group, String label, Count count, String description) {
    this.group = group;
    this.label = label;
    this.count = count;
    this.description = description;
  }

  Group group() {
    return group;
  }

  String label() {
    return label;
  }

  Count count() {
    return count;
  }

  String description() {
    return description;
  }

  /** As {@code breakwater.yaml} spells it: {@code fail-on}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the command line spells it. */
  String flag() {
    return "--" + key();
  }

  /** Those that a file may hold: the others are of one run. */
  static List<CheckOption> ofFiles() {
    return Arrays.stream(values()).filter(option -> option.group != Group.OTHER).toList();
  }

  static Optional<CheckOption> ofKey(String key) {
    return ofFiles().stream().filter(option -> option.key().equals(key)).findFirst();
  }
}
