package dev.breakwater.docker;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives every test tagged {@code docker} an engine and a base image: what answers already, or what
 * it starts and makes before the first of them, and stops behind the last.
 *
 * <p>Only a chroot can have no engine: there these tests are skipped, and say so.
 *
 * <p>JUnit finds it by META-INF/services, so no test can forget it. What it starts is remembered in
 * a folder of its own: an {@code up} that a test runs does not take it for its own and stop it.
 */
public final class EngineOfTheTests implements BeforeAllCallback, BeforeEachCallback {
  private static final Path FOLDER = Path.of("/run/breakwater-test");

  @Override
  public void beforeAll(ExtensionContext context) {
    ensure(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ensure(context);
  }

  private static void ensure(ExtensionContext context) {
    if (context.getTags().contains("docker")) {
      context
          .getRoot()
          .getStore(Namespace.create(EngineOfTheTests.class))
          .computeIfAbsent("engine", key -> start(), Engine.class);
    }
  }

  /** The engine; JUnit closes what its store holds at the end of the last test. */
  private static Engine start() {
    try {
      Docker docker = new Docker();
      Assumptions.assumeFalse(
          Engine.isChroot() && Engine.trouble(docker).isPresent(), Engine.CHROOT);
      Engine engine = Engine.ensure(docker, System.err::println, FOLDER, List.of());
      new BaseImage(docker, System.err::println).reference(BaseImage.DEBIAN);
      return engine;
    } catch (DockerException e) {
      throw new IllegalStateException("this test needs a Docker engine: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the Docker engine started", e);
    }
  }
}
