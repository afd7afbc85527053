package dev.breakwater.proxy;

import java.util.List;

/**
 * What a builder collects of the {@link Strictness}.
 *
 * @param <S> the builder itself
 */
public abstract sealed class StrictnessSettings<S extends StrictnessSettings<S>>
    extends TimeoutSettings<S> permits StreamingSettings {
  private List<String> methods = List.of();
  private List<String> hosts = List.of();
  private int maxBodyKibibytes = 1024;
  private int headerBuffers = 4;
  private int headerKibibytes = 8;

  StrictnessSettings() {}

  /** The methods that are allowed, such as {@code "GET", "HEAD", "POST"}; all by default. */
  public S methods(String... methods) {
    this.methods = List.of(methods);
    return self();
  }

  /** The hosts that clients may ask for, such as {@code "example.org"}; all by default. */
  public S hosts(String... hosts) {
    this.hosts = List.of(hosts);
    return self();
  }

  /** The largest request body in KiB, 1 to 1048576; 1024 by default. */
  public S maxBodyKibibytes(int kibibytes) {
    this.maxBodyKibibytes = kibibytes;
    return self();
  }

  /**
   * How large a request's header may be; 4 buffers of 8 KiB by default.
   *
   * @param buffers how many, 1 to 16
   * @param kibibytes the size of each, the longest line, 1 to 64
   */
  public S headerBuffers(int buffers, int kibibytes) {
    this.headerBuffers = buffers;
    this.headerKibibytes = kibibytes;
    return self();
  }

  Strictness strictness() {
    return new Strictness(methods, hosts, maxBodyKibibytes, headerBuffers, headerKibibytes);
  }
}
