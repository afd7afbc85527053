package dev.breakwater.cli;

/** What is said when this program itself is wrong. */
final class Bug {
  private static final int FRAMES = 8;

  private Bug() {}

  static int report(Throwable bug) {
    Throwable cause = bug;
    while (cause instanceof picocli.CommandLine.ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    System.err.println("breakwater: this is a bug in Breakwater " + Commands.version());
    System.err.println("Please report it with the command you typed and these lines:");
    System.err.println("  " + cause);
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      System.err.println("    " + frames[i]);
    }
    System.err.println("If a task was started: breakwater down removes it.");
    return ExitCode.BROKEN;
  }
}
