package dev.breakwater.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater suggest-limit}. */
final class SuggestLimitCommand implements Subcommand {
  static final String TOUCHING = "--touching";

  /** Shells complete files where the type is a path; what is none is said by the command. */
  private static final ITypeConverter<String> AS_WRITTEN = word -> word;

  @Override
  public void describe(CommandSpec spec) {
    spec.name("suggest-limit");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("LOG")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .converters(AS_WRITTEN)
            .description(
                "Files of the proxy's JSON access log, plain or gzipped; - is standard input.")
            .build());
    Words.text(
        spec,
        TOUCHING,
        "PERCENT",
        "Propose the tightest limit that touches at most this share of clients, 0 to 100."
            + " Default: 1");
    spec.usageMessage()
        .description(
            "Replays access logs of the proxy through rate limits as nginx counts, shows which share of"
                + " clients and requests each would have refused, and proposes one.",
            "")
        .footer(
            "",
            "Lines may stand behind a timestamp, a log stream's or a container's name, or in Docker's"
                + " json-file objects. Several logs count together, as though one task had served all.",
            "",
            "Examples:",
            "  breakwater suggest-limit access.log access.log.1.gz",
            "  docker logs proxy | breakwater suggest-limit -",
            "  aws logs tail GROUP --since 1d --format short | breakwater suggest-limit -",
            "  breakwater suggest-limit export/*/*.gz --touching 0.1",
            "",
            "Exit codes: 0 a limit is proposed, 1 none touches so few, 2 wrong usage, 3 some lines could"
                + " not be read, 4 broken.");
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new SuggestLimit(
        words.matchedPositionalValue(0, List.<String>of()),
        Words.<String>given(words, TOUCHING)
            .map(value -> new Given(value, TOUCHING, false))
            .orElse(new Given("1", TOUCHING, false)),
        System.in,
        console);
  }
}
