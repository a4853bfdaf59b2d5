package io.ticklake.embedded.market.feed;

import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The market's websocket on a free loopback port. Threads: the library's two and one that sends,
 * all daemons.
 */
public final class FeedServer implements EmbeddedServer {
  static final String PATH = "/stocks";

  private static final int START_SECONDS = 10;
  private static final int CLOSE_MILLIS = 1000;

  private final FeedSocket socket;
  private final Announcer announcer;
  private final int port;

  private FeedServer(FeedSocket socket, Announcer announcer, int port) {
    this.socket = socket;
    this.announcer = announcer;
    this.port = port;
  }

  /**
   * Starts a feed.
   *
   * @param key the one that clients must say
   * @throws UncheckedIOException when loopback has no free port
   */
  public static FeedServer start(String key, Happenings happenings) {
    try {
      FeedSocket socket = new FeedSocket(key);
      socket.start();
      int port = socket.port().get(START_SECONDS, TimeUnit.SECONDS);
      Announcer announcer = new Announcer(socket, happenings);
      announcer.start();
      return new FeedServer(socket, announcer, port);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new UncheckedIOException(
          "Cannot start the simulated market's feed: no free port on 127.0.0.1",
          e instanceof IOException io ? io : new IOException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting the simulated market's feed", e);
    }
  }

  @Override
  public String address() {
    return "ws://127.0.0.1:%d%s".formatted(port, PATH);
  }

  @Override
  public void close() {
    announcer.close();
    try {
      socket.stop(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
