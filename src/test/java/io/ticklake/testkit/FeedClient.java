package io.ticklake.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A websocket client, the JDK's, that writes down what it hears. */
public final class FeedClient implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final CompletableFuture<Boolean> pong = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  private FeedClient(String address) {
    socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
  }

  /** Connects; it hears only after {@link #listen}. */
  public static FeedClient connect(String address) {
    return new FeedClient(address);
  }

  /** Connects, hears, and says the key. */
  public static FeedClient authenticated(String address, String key) {
    FeedClient client = connect(address).listen();
    client.expectStatus("connected");
    client.say("{\"action\":\"auth\",\"params\":\"" + key + "\"}");
    client.expectStatus("auth_success");
    return client;
  }

  public FeedClient listen() {
    socket.request(Long.MAX_VALUE);
    return this;
  }

  public FeedClient say(String message) {
    socket.sendText(message, true).join();
    return this;
  }

  /** Subscribes and waits until that is confirmed. */
  public FeedClient subscribe(String topics) {
    say("{\"action\":\"subscribe\",\"params\":\"" + topics + "\"}");
    for (String topic : topics.split(",")) {
      assertMessage(expectStatus("success"), "subscribed to: " + topic);
    }
    return this;
  }

  /** The next event, of any kind. */
  public JsonNode next() {
    try {
      JsonNode event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("nothing was heard for " + PATIENCE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next event, which has to be this status. */
  public JsonNode expectStatus(String status) {
    JsonNode event = next();
    if (!event.path("ev").asText().equals("status")
        || !event.path("status").asText().equals(status)) {
      throw new AssertionError("expected status " + status + ", heard " + event);
    }
    return event;
  }

  /** So many next events. */
  public List<JsonNode> next(int count) {
    List<JsonNode> heard = new ArrayList<>();
    while (heard.size() < count) {
      heard.add(next());
    }
    return heard;
  }

  /** What was heard and not asked for yet. */
  public List<JsonNode> drain() {
    List<JsonNode> heard = new ArrayList<>();
    events.drainTo(heard);
    return heard;
  }

  /** Completed with code and reason when the other side closed. */
  public CompletableFuture<String> closed() {
    return closed;
  }

  /** Pings; completed when the pong is there. */
  public CompletableFuture<Boolean> ping() {
    socket.sendPing(ByteBuffer.allocate(0)).join();
    return pong;
  }

  @Override
  public void onOpen(WebSocket opened) {
    // Asks for nothing yet.
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        JSON.readTree(text.toString()).forEach(events::add);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
      text.setLength(0);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    pong.complete(true);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete("broken: " + failure);
  }

  private static void assertMessage(JsonNode event, String message) {
    if (!event.path("message").asText().equals(message)) {
      throw new AssertionError("expected '" + message + "', heard " + event);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
