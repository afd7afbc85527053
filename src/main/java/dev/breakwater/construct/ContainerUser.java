package dev.breakwater.construct;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user and a group by number, neither of them root. A name would be looked up in the image, which
 * the task definition cannot see.
 *
 * @param uid 1 to 2147483647
 * @param gid 1 to 2147483647
 */
public record ContainerUser(long uid, long gid) {
  /** The number of "nonroot" in images without a shell. */
  static final String DEFAULT = "65532:65532";

  /** runc reads the numbers as signed 32 bit. */
  private static final long MOST = Integer.MAX_VALUE;

  private static final Pattern NUMBERS = Pattern.compile("([1-9]\\d{0,9}):([1-9]\\d{0,9})");

  /**
   * A user and a group.
   *
   * @throws IllegalArgumentException for root and what is no number of a user
   */
  public ContainerUser {
    if (uid < 1 || uid > MOST || gid < 1 || gid > MOST) {
      throw refused(uid + ":" + gid);
    }
  }

  static ContainerUser of(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      throw refused(text);
    }
    return new ContainerUser(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }

  private static IllegalArgumentException refused(String got) {
    return Wanted.refused(
        "user",
        "a user and a group by number, 1 to " + MOST + ", such as " + DEFAULT,
        Wanted.shown(got));
  }

  /** As ECS takes it. */
  @Override
  public String toString() {
    return uid + ":" + gid;
  }
}
