package dev.breakwater.policy;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * A glob as the JDK reads it: {@code *} stops at a slash, {@code **} does not, {@code ?}, {@code
 * [ab]} and {@code {app,web}}.
 *
 * @param matcher the JDK's own
 */
record Glob(PathMatcher matcher) {
  /**
   * This glob.
   *
   * @throws java.util.regex.PatternSyntaxException when it is none
   */
  static Glob of(String pattern) {
    return new Glob(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
  }

  boolean matches(String name) {
    try {
      return matcher.matches(Path.of(name));
    } catch (InvalidPathException e) {
      // A name with a character that no path can hold is matched by no glob.
      return false;
    }
  }
}
