package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** gRPC's own client and server, with the proxy between them. */
@Tag("docker")
final class GrpcTest {
  private static final MethodDescriptor<String, String> ECHO =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName("test.Test/Echo")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private Server server;
  private RecordingUpstream application;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("test.Test")
                    .addMethod(ECHO, ServerCalls.asyncBidiStreamingCall(Echo::new))
                    .build())
            .build()
            .start();
    application = RecordingUpstream.start(this::relay);
  }

  @AfterEach
  void stop() {
    application.close();
    server.shutdownNow();
  }

  /** The proxy finds applications on a Unix socket; this server is on a port. */
  private void relay(RecordedConnection connection) throws IOException {
    try (Socket inside = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      Thread back = new Thread(() -> giveBack(inside, connection));
      back.setDaemon(true);
      back.start();
      copy(connection.in(), bytes -> inside.getOutputStream().write(bytes));
    }
  }

  private static void giveBack(Socket inside, RecordedConnection connection) {
    try (connection) {
      copy(
          inside.getInputStream(),
          bytes -> connection.write(new String(bytes, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      return; // the other direction has ended
    }
  }

  private interface Sink {
    void write(byte[] bytes) throws IOException;
  }

  private static void copy(InputStream from, Sink to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      to.write(Arrays.copyOf(buffer, length));
    }
  }

  @Test
  void passesMessagesBothWaysAndTheStatus() throws Exception {
    try (RunningTask task =
            RunningTask.start(
                ProxySettings.builder(RecordingUpstream.ADDRESS).grpc().build(), application);
        Call call = new Call(task)) {
      // Each answer comes before the next message is sent.
      assertThat(call.say("one")).isEqualTo("one");
      assertThat(call.say("two")).isEqualTo("two");
      assertThat(call.say("fail")).isEqualTo("NOT_FOUND: nothing here");
      assertThat(application.connections().get(0).received()).startsWith("PRI * HTTP/2.0\r\n");

      application.close();
      try (Call vain = new Call(task)) {
        assertThat(vain.say("three")).startsWith("UNAVAILABLE: HTTP status code 503");
      }
    }
  }

  @Test
  void isNothingThatTheNaiveProxySpeaks() throws Exception {
    try (RunningTask task = RunningTask.naive(application);
        Call call = new Call(task)) {
      assertThat(call.say("one")).isNotEqualTo("one");
    }
  }

  /** Gives each message back, until it is told to fail. */
  private record Echo(StreamObserver<String> answers) implements StreamObserver<String> {
    @Override
    public void onNext(String message) {
      if (message.equals("fail")) {
        answers.onError(Status.NOT_FOUND.withDescription("nothing here").asException());
      } else {
        answers.onNext(message);
      }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  /** One call, and what came of it: answers, or the status that it failed with. */
  private static final class Call implements AutoCloseable, StreamObserver<String> {
    private final ManagedChannel channel;
    private final StreamObserver<String> messages;
    private final BlockingQueue<String> came = new LinkedBlockingQueue<>();

    Call(RunningTask task) {
      channel =
          NettyChannelBuilder.forAddress(task.address().getHost(), task.address().getPort())
              .usePlaintext()
              .build();
      messages =
          ClientCalls.asyncBidiStreamingCall(channel.newCall(ECHO, CallOptions.DEFAULT), this);
    }

    String say(String message) throws InterruptedException {
      messages.onNext(message);
      return came.poll(20, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(String message) {
      came.add(message);
    }

    @Override
    public void onError(Throwable error) {
      Status status = ((StatusRuntimeException) error).getStatus();
      came.add(status.getCode() + ": " + status.getDescription());
    }

    @Override
    public void onCompleted() {}

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream in) {
      try {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
