package dev.breakwater.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code check --watch}: judges again whenever something changed, until Ctrl-C. */
final class Watch {
  /** Editors and git write several files at once. */
  private static final int QUIET_MILLISECONDS = 200;

  private final WatchService service;
  private final Map<WatchKey, Path> watched = new HashMap<>();
  private final Set<Path> written = new HashSet<>();

  /** One run. */
  @FunctionalInterface
  interface Run {
    int judge() throws Failure, InterruptedException;
  }

  private Watch(WatchService service) {
    this.service = service;
  }

  /** Runs, waits for a change, and runs again. */
  static int of(CheckWords words, Run run, Console console) throws Failure, InterruptedException {
    if (words.paths().contains("-")) {
      throw new Failure(ExitCode.USAGE, "--watch waits for files to change; - has none");
    }
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      Watch watch = new Watch(service);
      while (true) {
        watch.look(words);
        if (Terminal.isOut()) {
          System.out.print("\u001b[2J\u001b[3J\u001b[H");
          System.out.flush();
        }
        judge(run, console);
        console.say("waiting for a change; Ctrl-C ends");
        watch.await();
      }
    } catch (ClosedWatchServiceException e) {
      return ExitCode.CLEAN;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BROKEN, "this machine cannot watch files any more: " + e.getMessage());
    }
  }

  private static void judge(Run run, Console console) throws InterruptedException {
    try {
      run.judge();
    } catch (Failure e) {
      Check.said(e, console);
    }
  }

  /** Watches all folders that hold something of it; new ones too, so before each run. */
  private void look(CheckWords words) throws IOException, Failure {
    Set<Path> folders = new HashSet<>();
    Sought sought = Sought.of(words);
    folders.addAll(Discovery.of(sought).folders());
    for (Path path : sought.files()) {
      folders.add(Files.isDirectory(path) ? path : path.toAbsolutePath().getParent());
    }
    folders.add(words.file().orElse(Path.of("breakwater.yaml")).toAbsolutePath().getParent());
    for (Output output : Output.of(words)) {
      output.file().ifPresent(file -> written.add(file.toAbsolutePath().normalize()));
    }
    for (Path folder : folders) {
      Path absolute = folder.toAbsolutePath().normalize();
      if (!watched.containsValue(absolute) && Files.isDirectory(absolute)) {
        watched.put(
            absolute.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY),
            absolute);
      }
    }
  }

  /** Returns when something changed, and then nothing for a moment. */
  private void await() throws InterruptedException {
    boolean changed = false;
    while (!changed) {
      changed = isOurs(service.take());
    }
    WatchKey more;
    while ((more = service.poll(QUIET_MILLISECONDS, TimeUnit.MILLISECONDS)) != null) {
      isOurs(more);
    }
  }

  /** Whether it is a change of somebody else's: a report of ours would be judged for ever. */
  private boolean isOurs(WatchKey key) {
    Path folder = watched.getOrDefault(key, Path.of(""));
    boolean ours = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        ours |= !written.contains(folder.resolve(name)) && !name.toString().endsWith(".part");
      } else {
        ours = true;
      }
    }
    if (!key.reset()) {
      watched.remove(key);
    }
    return ours;
  }
}
