package io.ticklake.embedded.market.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections and their commands: the vendor's protocol. Callbacks come on two daemon threads. */
final class FeedSocket extends WebSocketServer {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSocket.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  // A client that neither reads nor answers a ping for so long is gone.
  private static final int LOST_AFTER_SECONDS = 30;

  private final byte[] key;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  FeedSocket(String key) throws UnknownHostException {
    super(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 1);
    this.key = key.getBytes(StandardCharsets.UTF_8);
    setDaemon(true);
    setTcpNoDelay(true);
    setConnectionLostTimeout(LOST_AFTER_SECONDS);
  }

  /** Completed when it listens, or cannot. */
  CompletableFuture<Integer> port() {
    return port;
  }

  /** Everybody who said the key. */
  List<Client> clients() {
    return all().filter(Client::isAuthenticated).toList();
  }

  /** Everybody who has not, for so long. */
  List<Client> silentFor(long nanos) {
    return all().filter(client -> !client.isAuthenticated() && client.age() > nanos).toList();
  }

  private java.util.stream.Stream<Client> all() {
    return getConnections().stream()
        .filter(socket -> socket.isOpen() && socket.getAttachment() != null)
        .map(Client::of);
  }

  @Override
  public void onStart() {
    port.complete(getPort());
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket socket, @Nullable Draft draft, ClientHandshake request)
      throws InvalidDataException {
    if (!request.getResourceDescriptor().equals(FeedServer.PATH)) {
      throw new InvalidDataException(
          CloseFrame.POLICY_VALIDATION, "This market's feed is at " + FeedServer.PATH);
    }
    return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    Client client = new Client(socket);
    socket.setAttachment(client);
    client.send(Statuses.connected());
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    Client client = Client.of(socket);
    try {
      Command command = Command.parse(message);
      switch (command.action()) {
        case "auth" -> authenticate(client, command.params());
        case "subscribe" -> topics(client, command, "subscribed to", client::subscribe);
        case "unsubscribe" -> topics(client, command, "unsubscribed to", client::unsubscribe);
        default -> client.send(Statuses.error("unknown action"));
      }
    } catch (IOException e) {
      client.send(Statuses.error("the message is not a JSON object"));
    }
  }

  private void authenticate(Client client, String given) {
    if (!MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
      client.send(Statuses.notAuthenticated());
      client.refuse("authentication failed");
      return;
    }
    // One connection for a key: the vendor closes the older one.
    List<Client> older = clients().stream().filter(other -> other != client).toList();
    client.authenticate();
    for (Client other : older) {
      other.send(Statuses.tooMany());
      other.refuse("max_connections");
    }
    client.send(Statuses.authenticated());
  }

  private static void topics(
      Client client, Command command, String done, Consumer<Set<Topic>> change) {
    if (!client.isAuthenticated()) {
      client.send(Statuses.error("not authenticated"));
      return;
    }
    try {
      Set<Topic> topics = Topic.parse(command.params());
      change.accept(topics);
      client.send(Statuses.success(done, topics));
    } catch (IllegalArgumentException e) {
      client.send(Statuses.error(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    LOG.atDebug().addKeyValue("code", code).addKeyValue("reason", reason).log("feed client left");
  }

  @Override
  public void onError(@Nullable WebSocket socket, Exception failure) {
    if (socket == null) {
      // The server itself, not one of its connections.
      port.completeExceptionally(failure);
    }
    LOG.atDebug().setCause(failure).log("feed connection failed");
  }
}
