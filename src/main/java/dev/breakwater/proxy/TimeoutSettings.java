package dev.breakwater.proxy;

import java.time.Duration;
import java.util.Optional;

/**
 * What a builder collects of the {@link Timeouts}.
 *
 * @param <S> the builder itself
 */
public abstract sealed class TimeoutSettings<S extends TimeoutSettings<S>> extends LimitSettings<S>
    permits StrictnessSettings {
  private Duration clientHeader = Duration.ofSeconds(10);
  private Duration clientBody = Duration.ofSeconds(10);
  private Duration clientSend = Duration.ofSeconds(10);
  private Optional<Duration> keepAlive = Optional.empty();
  private Duration connect = Duration.ofSeconds(2);
  private Duration write = Duration.ofSeconds(10);
  private Duration read = Duration.ofSeconds(55);
  private Duration stream = Duration.ofMinutes(5);
  private Duration upstreamIdle = Duration.ofSeconds(4);
  private Duration shutdown = Duration.ofSeconds(25);

  TimeoutSettings() {}

  /** How long a client may pause within header, body and answer, 1 to 300 s; 10 s by default. */
  public S clientTimeout(Duration timeout) {
    clientHeaderTimeout(timeout);
    clientBodyTimeout(timeout);
    return clientSendTimeout(timeout);
  }

  /** How long a client may take to send a request's header, 1 to 300 s; 10 s by default. */
  public S clientHeaderTimeout(Duration timeout) {
    this.clientHeader = timeout;
    return self();
  }

  /** How long a client may pause within a body, 1 to 300 s; 10 s by default. */
  public S clientBodyTimeout(Duration timeout) {
    this.clientBody = timeout;
    return self();
  }

  /** How long a client may pause while it reads the answer, 1 to 300 s; 10 s by default. */
  public S clientSendTimeout(Duration timeout) {
    this.clientSend = timeout;
    return self();
  }

  /**
   * How long an idle client connection stays open, 1 to 3600 s; by default 20 s more than the
   * application may pause, and at least 75 s: a load balancer must not meet a connection that just
   * closed.
   */
  public S keepAlive(Duration idle) {
    this.keepAlive = Optional.of(idle);
    return self();
  }

  /** How long connecting to the application may take, 1 to 75 s; 2 s by default. */
  public S connectTimeout(Duration timeout) {
    this.connect = timeout;
    return self();
  }

  /** How long the application may pause while it reads, 1 to 300 s; 10 s by default. */
  public S writeTimeout(Duration timeout) {
    this.write = timeout;
    return self();
  }

  /** How long the application may pause while it answers, 1 to 3600 s; 55 s by default. */
  public S readTimeout(Duration timeout) {
    this.read = timeout;
    return self();
  }

  /**
   * How long a WebSocket and an event stream may be silent on both sides, 1 to 3600 s; 300 s by
   * default. The load balancer must wait longer, and {@code keepAlive} longer again.
   */
  public S streamTimeout(Duration timeout) {
    this.stream = timeout;
    return self();
  }

  /** How long an idle connection to the application is kept, 1 to 3600 s; 4 s by default. */
  public S upstreamIdle(Duration idle) {
    this.upstreamIdle = idle;
    return self();
  }

  /** How long requests in flight may take after SIGQUIT, 1 to 119 s; 25 s by default. */
  public S shutdownTimeout(Duration timeout) {
    this.shutdown = timeout;
    return self();
  }

  /**
   * The times.
   *
   * @param streams whether something may be silent for the stream timeout
   */
  Timeouts timeouts(boolean streams) {
    return new Timeouts(
        clientHeader,
        clientBody,
        clientSend,
        keepAlive.orElseGet(() -> longEnough(streams)),
        connect,
        write,
        read,
        stream,
        upstreamIdle,
        shutdown);
  }

  private Duration longEnough(boolean streams) {
    long pause = Math.max(read.toSeconds(), streams ? stream.toSeconds() : 0);
    return Duration.ofSeconds(Math.max(75, Math.min(3600, pause + 20)));
  }
}
