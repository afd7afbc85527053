package dev.breakwater.cli;

import dev.breakwater.policy.Control;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Severity;
import dev.breakwater.report.Format;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.SourceType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The values among which an option chooses, for shells that complete them. They are looked up when
 * somebody asks, for every start of the program puts all options together.
 */
enum Candidates implements Iterable<String> {
  CONTROLS,
  ENGINES,
  FORMATS,
  LEVELS,
  RULES,
  SEVERITIES,
  SHELLS,
  TYPES;

  @Override
  public Iterator<String> iterator() {
    Stream<String> values =
        switch (this) {
          case CONTROLS -> Arrays.stream(Control.values()).map(Enum::name);
          case ENGINES -> RuleExport.names().stream();
          case FORMATS -> names(Format.values());
          case LEVELS -> names(Level.values());
          case RULES -> Rules.ALL.stream().map(Rule::id);
          case SEVERITIES -> names(Severity.values());
          case SHELLS -> names(Completion.Shell.values());
          case TYPES -> names(SourceType.values());
        };
    return values.iterator();
  }

  private static Stream<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(Given::nameOf);
  }
}
