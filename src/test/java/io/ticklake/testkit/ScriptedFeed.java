package io.ticklake.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A websocket on loopback that greets, and then answers as the test says. */
public final class ScriptedFeed extends WebSocketServer implements AutoCloseable {
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<WebSocket, String> answer = (socket, message) -> {};

  public ScriptedFeed() {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    setDaemon(true);
    start();
    port.join();
  }

  public String address() {
    return "ws://127.0.0.1:" + port.join() + "/stocks";
  }

  /** Lets everybody in: what is sent after the subscription. */
  public void afterSubscribing(String... frames) {
    answer =
        (socket, message) -> {
          if (message.contains("\"auth\"")) {
            socket.send(status("auth_success", "authenticated"));
          } else {
            socket.send(status("success", "subscribed to: something"));
            List.of(frames).forEach(socket::send);
          }
        };
  }

  /** What is sent for the key. */
  public void onAuthentication(String... frames) {
    answer = (socket, message) -> List.of(frames).forEach(socket::send);
  }

  /** What clients said, in order. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  /** To everybody who is connected. */
  public void tell(String frame) {
    broadcast(frame);
  }

  public static String status(String status, String message) {
    return "[{\"ev\":\"status\",\"status\":\"%s\",\"message\":\"%s\"}]".formatted(status, message);
  }

  @Override
  public void onStart() {
    port.complete(getPort());
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    socket.send(status("connected", "Connected Successfully"));
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    heard.add(message);
    answer.accept(socket, message);
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    // Tests look at the client.
  }

  @Override
  public void onError(WebSocket socket, Exception failure) {
    port.completeExceptionally(failure);
  }

  @Override
  public void close() {
    try {
      stop(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
