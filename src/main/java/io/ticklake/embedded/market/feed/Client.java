package io.ticklake.embedded.market.feed;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;

/**
 * One connection: whether it said the key, and what it wants to hear. Safe for several threads: the
 * library's and the one that sends.
 */
final class Client {
  private final WebSocket socket;
  private final long connectedAt = System.nanoTime();
  private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
  private volatile boolean authenticated;

  Client(WebSocket socket) {
    this.socket = socket;
  }

  /** The client that a socket was made for. */
  static Client of(WebSocket socket) {
    return socket.<Client>getAttachment();
  }

  boolean isAuthenticated() {
    return authenticated;
  }

  void authenticate() {
    authenticated = true;
  }

  /** Nanoseconds since it connected. */
  long age() {
    return System.nanoTime() - connectedAt;
  }

  void subscribe(Collection<Topic> more) {
    topics.addAll(more);
  }

  void unsubscribe(Collection<Topic> fewer) {
    topics.removeAll(fewer);
  }

  boolean isSubscribed() {
    return !topics.isEmpty();
  }

  boolean hears(String channel) {
    return topics.stream().anyMatch(topic -> topic.channel().equals(channel));
  }

  boolean hears(Happening happening) {
    return topics.contains(new Topic(happening.channel(), Topic.ALL))
        || topics.contains(new Topic(happening.channel(), happening.symbol()));
  }

  void send(String frame) {
    if (socket.isOpen()) {
      socket.send(frame);
    }
  }

  /** Bytes that wait because the client does not take them. */
  long backlog() {
    return ((WebSocketImpl) socket).outQueue.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** Ends the connection as the vendor does: a policy was violated. */
  void refuse(String why) {
    socket.close(CloseFrame.POLICY_VALIDATION, why);
  }

  /** Ends it without waiting for bytes that the client does not take. */
  void cutOff(String why) {
    socket.closeConnection(CloseFrame.POLICY_VALIDATION, why);
  }
}
