package dev.breakwater.proxy;

import java.time.Duration;

/**
 * How long the proxy waits, in whole seconds.
 *
 * @param clientHeader how long a client may take to send a request's header, 1 to 300 s, 10 s by
 *     default
 * @param clientBody how long it may pause within a body, 1 to 300 s, 10 s by default
 * @param clientSend how long it may pause while it reads the answer, 1 to 300 s, 10 s by default
 * @param keepAlive how long an idle client connection stays open, 1 to 3600 s; by default 20 s more
 *     than the application may pause and at least 75 s, longer than a load balancer's own 60 s
 * @param connect how long connecting to the application may take, 1 to 75 s, 2 s by default
 * @param write how long the application may pause while it reads the request, 1 to 300 s, 10 s by
 *     default
 * @param read how long the application may pause while it answers, 1 to 3600 s, 55 s by default:
 *     shorter than a load balancer's own 60 s
 * @param stream how long both sides of a WebSocket and an event stream may be silent, 1 to 3600 s,
 *     300 s by default
 * @param upstreamIdle how long an idle connection to the application is kept, 1 to 3600 s, 4 s by
 *     default: must be shorter than the application's own (Node's is 5 s, the JDK server's 30 s)
 * @param shutdown how long requests in flight may take after SIGQUIT, 1 to 119 s, 25 s by default:
 *     must be shorter than the container's stop timeout (ECS's is 30 s)
 */
public record Timeouts(
    Duration clientHeader,
    Duration clientBody,
    Duration clientSend,
    Duration keepAlive,
    Duration connect,
    Duration write,
    Duration read,
    Duration stream,
    Duration upstreamIdle,
    Duration shutdown) {

  /** Refuses what is outside its range. */
  public Timeouts {
    Wanted.seconds("client header timeout", clientHeader, 1, 300);
    Wanted.seconds("client body timeout", clientBody, 1, 300);
    Wanted.seconds("client send timeout", clientSend, 1, 300);
    Wanted.seconds("keep-alive", keepAlive, 1, 3600);
    Wanted.seconds("connect timeout", connect, 1, 75);
    Wanted.seconds("write timeout", write, 1, 300);
    Wanted.seconds("read timeout", read, 1, 3600);
    Wanted.seconds("stream timeout", stream, 1, 3600);
    Wanted.seconds("upstream idle time", upstreamIdle, 1, 3600);
    Wanted.seconds("shutdown timeout", shutdown, 1, 119);
  }
}
