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

/**
 * Stands in front of an HTTP service, passes every byte unchanged (so that signatures, which cover
 * the Host header, stay valid), and shows each request to a listener.
 *
 * <p>One thread for each connection of a client; the service gets a connection for each request.
 */
public final class RecordingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI service;
  private final Consumer<HttpMessage> listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /**
   * Starts it on a free port.
   *
   * @param service where requests go
   * @param listener called by many threads
   */
  public RecordingProxy(URI service, Consumer<HttpMessage> listener) {
    this.service = service;
    this.listener = listener;
    try {
      this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("recording-proxy", this::accept);
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
        listener.accept(request);
        forward(request).writeTo(client.getOutputStream());
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
