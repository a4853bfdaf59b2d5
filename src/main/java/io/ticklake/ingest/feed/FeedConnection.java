package io.ticklake.ingest.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the market's websocket. The JDK's client hands over a message only when it was
 * asked for one ({@link #next}), so what is not wanted yet stays in the socket. Threads: the
 * client's own hears, one other talks; between them stands a queue that never holds more than was
 * asked for, and the end.
 */
final class FeedConnection implements AutoCloseable {
  // The vendor's frames are some 100 kB; more than this is no frame of bars.
  private static final int LONGEST_FRAME = 4 << 20;
  private static final Duration SEND = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final LinkedBlockingQueue<Signal> heard;
  private final WebSocket socket;

  private FeedConnection(WebSocket socket, LinkedBlockingQueue<Signal> heard) {
    this.socket = socket;
    this.heard = heard;
  }

  /**
   * Connects.
   *
   * @throws FeedLost when the market does not answer, or with something else than a websocket
   */
  static FeedConnection open(HttpClient http, URI address, Duration patience)
      throws FeedLost, InterruptedException {
    LinkedBlockingQueue<Signal> heard = new LinkedBlockingQueue<>();
    var connecting =
        http.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, new Ear(heard));
    try {
      return new FeedConnection(connecting.get(patience.toMillis(), TimeUnit.MILLISECONDS), heard);
    } catch (ExecutionException e) {
      throw new FeedLost(refusal(e.getCause()), e);
    } catch (TimeoutException | InterruptedException e) {
      // One that comes about after all has nobody to talk to.
      var unused = connecting.thenAccept(WebSocket::abort);
      if (e instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw new FeedLost("no answer within %d s".formatted(patience.toSeconds()), e);
    }
  }

  /** Asks for one more message. */
  void next() {
    socket.request(1);
  }

  /** What was heard; empty when nothing was for so long. */
  Optional<Signal> await(Duration longest) throws InterruptedException {
    return Optional.ofNullable(heard.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Says something. Its text is not part of any failure: it may be the key.
   *
   * @throws FeedLost when the connection does not take it
   */
  void say(String text) throws FeedLost, InterruptedException {
    done(socket.sendText(text, true));
  }

  /**
   * Asks whether anybody is there.
   *
   * @throws FeedLost when the connection does not take it
   */
  void ping() throws FeedLost, InterruptedException {
    done(socket.sendPing(ByteBuffer.allocate(0)));
  }

  private static void done(Future<WebSocket> sending) throws FeedLost, InterruptedException {
    try {
      var unused = sending.get(SEND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new FeedLost("the connection is broken: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new FeedLost("the market takes nothing", e);
    }
  }

  /** Says goodbye, if somebody listens, and ends. */
  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      try {
        socket
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
            .join();
      } catch (CompletionException e) {
        // The connection ends either way.
      }
    }
    socket.abort();
  }

  private static String refusal(@Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException handshake) {
      return "the market answered HTTP " + handshake.getResponse().statusCode();
    }
    return String.valueOf(cause);
  }

  /** Hears, on threads of the client, one call at a time. */
  private static final class Ear implements WebSocket.Listener {
    private final LinkedBlockingQueue<Signal> heard;
    private final StringBuilder text = new StringBuilder();

    Ear(LinkedBlockingQueue<Signal> heard) {
      this.heard = heard;
    }

    @Override
    public void onOpen(WebSocket socket) {
      // Nothing is asked for yet.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (text.length() > LONGEST_FRAME) {
        end("a frame is longer than %d characters".formatted(LONGEST_FRAME));
        socket.abort();
      } else if (last) {
        hear(new Signal.Text(text.toString()));
        text.setLength(0);
      } else {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      end("the market sent binary data");
      socket.abort();
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      hear(new Signal.Alive()); // the client answers by itself
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      hear(new Signal.Alive());
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      end("the market closed the connection (%d %s)".formatted(code, reason).replace(" )", ")"));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      end("the connection broke: " + failure);
    }

    private void end(String why) {
      hear(new Signal.Ended(why));
    }

    private void hear(Signal signal) {
      heard.add(signal);
    }
  }
}
