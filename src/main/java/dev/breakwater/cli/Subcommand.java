package dev.breakwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command of the command line: its words, and what they start. The words of every command are put
 * together at each start; so what a command does is loaded by {@link #action} alone.
 */
interface Subcommand {
  /** Adds its name, options and help to a command that is empty. */
  void describe(CommandSpec spec);

  /** What the words ask for; calling it gives the exit code. */
  Callable<Integer> action(ParseResult words, Console console);
}
