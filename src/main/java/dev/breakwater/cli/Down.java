package dev.breakwater.cli;

import dev.breakwater.docker.Docker;
import dev.breakwater.docker.DockerException;
import dev.breakwater.docker.Engine;
import dev.breakwater.docker.Remains;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code breakwater down}. */
final class Down implements Callable<Integer> {
  private final Console console;
  private final Optional<String> run;

  Down(Console console, Optional<String> run) {
    this.console = console;
    this.run = run;
  }

  @Override
  public Integer call() throws Exception {
    Docker docker = new Docker();
    try {
      return remove(docker);
    } catch (DockerException e) {
      e.lastLines().forEach(console::quote);
      console.say(e.getMessage());
      return ExitCode.BROKEN;
    }
  }

  private int remove(Docker docker) throws Exception {
    Engine engine = Engine.answering(docker, console::say);
    try {
      Remains remains = new Remains(docker);
      Set<String> runs = remains.runs();
      if (run.isPresent() && !runs.contains(run.get())) {
        console.say(
            "there is no run %s; there are: %s"
                .formatted(run.get(), runs.isEmpty() ? "none" : String.join(", ", runs)));
        return ExitCode.USAGE;
      }
      for (String id : run.map(Set::of).orElse(runs)) {
        console.step(
            "Stopping and removing run " + id,
            () -> {
              remains.stop(id);
              remains.remove(id);
              return id;
            });
      }
      if (runs.isEmpty()) {
        console.say("nothing of Breakwater's runs here");
      }
      return ExitCode.CLEAN;
    } finally {
      engine.close();
    }
  }
}
