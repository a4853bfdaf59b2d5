package io.ticklake.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stands in front of an HTTP service, passes every byte unchanged (so that signatures, which cover
 * the Host header, stay valid), and shows each request to a gate, which may answer it itself.
 *
 * <p>One thread for each connection of a client; the service gets a connection for each request.
 */
public final class RecordingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI service;
  private final Function<HttpMessage, Optional<HttpMessage>> gate;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /**
   * Starts it on a free port.
   *
   * @param service where requests go
   * @param listener called by many threads
   */
  public RecordingProxy(URI service, Consumer<HttpMessage> listener) {
    this(
        service,
        request -> {
          listener.accept(request);
          return Optional.empty();
        });
  }

  private RecordingProxy(URI service, Function<HttpMessage, Optional<HttpMessage>> gate) {
    this.service = service;
    this.gate = gate;
    try {
      this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("recording-proxy", this::accept);
  }

  /**
   * Starts one that decides what gets through.
   *
   * @param gate the answer to a request that must not reach the service; called by many threads
   */
  public static RecordingProxy guarding(
      URI service, Function<HttpMessage, Optional<HttpMessage>> gate) {
    return new RecordingProxy(service, gate);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        daemon("recording-proxy-client", () -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream(), 65_536);
      for (Optional<String> head = HttpMessage.readHead(in);
          head.isPresent();
          head = HttpMessage.readHead(in)) {
        if (HttpMessage.header(head.get(), "Expect").isPresent()) {
          new HttpMessage("HTTP/1.1 100 Continue\r\n\r\n", new byte[0])
              .writeTo(client.getOutputStream());
        }
        HttpMessage request = HttpMessage.readBody(head.get(), in);
        Optional<HttpMessage> refusal = gate.apply(request);
        HttpMessage answer = refusal.isPresent() ? refusal.get() : forward(request);
        answer.writeTo(client.getOutputStream());
      }
    } catch (IOException e) {
      // The client or the service went away, as programs do that are stopped: the other side sees
      // its connection end.
      return;
    } finally {
      clients.remove(client);
    }
  }

  private HttpMessage forward(HttpMessage request) throws IOException {
    try (Socket upstream = new Socket(service.getHost(), service.getPort())) {
      upstream.setTcpNoDelay(true);
      request.writeTo(upstream.getOutputStream());
      InputStream in = new BufferedInputStream(upstream.getInputStream(), 65_536);
      while (true) {
        String head =
            HttpMessage.readHead(in)
                .orElseThrow(() -> new EOFException("The service ended the connection"));
        int status = HttpMessage.status(head);
        if (status >= 200) {
          boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
          return bodiless ? new HttpMessage(head, new byte[0]) : HttpMessage.readBody(head, in);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
