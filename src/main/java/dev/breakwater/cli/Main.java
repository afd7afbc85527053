package dev.breakwater.cli;

/** The program {@code breakwater}. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(Commands.line().execute(args));
  }
}
