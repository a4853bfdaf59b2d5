package io.ticklake.testkit;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A websocket client that subscribes to everything and then takes nothing more from its socket. */
public final class StuckFeedClient extends WebSocketClient implements AutoCloseable {
  // What the system holds for this client has to be small beside what the test sends.
  private static final int RECEIVE_BUFFER = 64 << 10;
  private static final long PATIENCE_SECONDS = 10;

  private final String key;
  private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private StuckFeedClient(URI address, String key) {
    super(address);
    this.key = key;
    setReceiveBufferSize(RECEIVE_BUFFER);
    setConnectionLostTimeout(0);
  }

  /** Connects, says the key, subscribes to all minutes, and is stuck. */
  public static StuckFeedClient subscribed(String address, String key) throws Exception {
    StuckFeedClient client = new StuckFeedClient(URI.create(address), key);
    client.connectBlocking(PATIENCE_SECONDS, TimeUnit.SECONDS);
    client.subscribed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return client;
  }

  /** Whether the other side closed: seen by writing, for this client does not read. */
  public boolean isCutOff() {
    if (isOpen()) {
      sendPing();
    }
    return !isOpen();
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    send("{\"action\":\"auth\",\"params\":\"" + key + "\"}");
    send("{\"action\":\"subscribe\",\"params\":\"AM.*\"}");
  }

  @Override
  public void onMessage(String message) {
    if (message.contains("subscribed to")) {
      subscribed.complete(null);
      stick();
    }
  }

  private void stick() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    ended.countDown();
  }

  @Override
  public void onError(Exception failure) {
    subscribed.completeExceptionally(failure);
  }

  @Override
  public void close() {
    ended.countDown();
    super.close();
  }
}
