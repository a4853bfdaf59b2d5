package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.testkit.HttpMessage;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in front of an HTTP service, passes every byte unchanged (so that signatures, which cover
 * the Host header, stay valid), and lets the plan's faults happen.
 *
 * <p>One thread for each connection of a client; the service gets a connection for each request.
 */
final class FaultProxy implements AutoCloseable {
  private final ServerSocket server;
  private final FaultPlan plan;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private volatile URI service;

  /**
   * Starts it on a free port.
   *
   * @param service where requests go
   */
  FaultProxy(URI service, FaultPlan plan) {
    this.service = service;
    this.plan = plan;
    try {
      this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("fault-proxy", this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The service was started again, elsewhere. */
  void moveTo(URI address) {
    service = address;
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
        daemon("fault-proxy-client", () -> serve(client));
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
          send(client, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        HttpMessage request = HttpMessage.readBody(head.get(), in);
        if (!answer(client, request)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away, as a killed program does; or the service did, and the client sees
      // the connection end.
      reset(client);
    } finally {
      clients.remove(client);
    }
  }

  /** Whether the connection goes on. */
  private boolean answer(Socket client, HttpMessage request) throws IOException {
    Optional<Fault> met = plan.next(ServiceRequest.of(request));
    if (met.isEmpty()) {
      forward(request).writeTo(client.getOutputStream());
      return true;
    }
    Fault fault = met.get();
    if (fault == Fault.DELAY) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(plan.delayMillis()));
    }
    Optional<HttpMessage> answer =
        fault.takesEffect() ? Optional.of(forward(request)) : Optional.empty();
    switch (fault) {
      case DELAY -> answer.orElseThrow().writeTo(client.getOutputStream());
      case RESET_BEFORE, RESET_AFTER -> {
        reset(client);
        return false;
      }
      case PRECONDITION_AFTER,
          ERROR_AFTER,
          CONFLICT,
          INTERNAL_ERROR,
          SLOW_DOWN,
          TOO_MANY_REQUESTS ->
          send(client, refusal(fault, request));
    }
    return true;
  }

  private static String refusal(Fault fault, HttpMessage request) {
    String body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message><RequestId>FAULT</RequestId></Error>"""
            .formatted(fault.code, fault.message);
    return "HTTP/1.1 "
        + fault.status
        + " Fault\r\nContent-Type: application/xml\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + (request.method().equals("HEAD") ? "" : body);
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
        if (HttpMessage.status(head) >= 200) {
          boolean bodiless =
              request.method().equals("HEAD")
                  || HttpMessage.status(head) == 204
                  || HttpMessage.status(head) == 304;
          return bodiless ? new HttpMessage(head, new byte[0]) : HttpMessage.readBody(head, in);
        }
      }
    }
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static void reset(Socket client) {
    try {
      // Closing with linger 0 sends RST.
      client.setSoLinger(true, 0);
      client.close();
    } catch (IOException e) {
      // It is closed already: that is what was wanted.
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients.forEach(FaultProxy::reset);
  }
}
