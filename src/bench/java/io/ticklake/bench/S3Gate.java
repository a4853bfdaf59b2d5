package io.ticklake.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before the object store: counts requests by kind and holds each back for a while before it
 * passes it on, as a store far away would. Bytes pass unchanged, so signatures stay good.
 *
 * <p>Threads: two for each connection, one a direction.
 */
final class S3Gate implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final ServerSocket door;
  private final InetAddress host;
  private final int port;
  private final ExecutorService pumps =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "s3-gate");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Long> requests = new TreeMap<>();
  private volatile long delayNanos;

  /** Opens it on a free loopback port, before the server on this one. */
  S3Gate(int port) throws IOException {
    this.host = InetAddress.getLoopbackAddress();
    this.port = port;
    this.door = new ServerSocket(0, 64, host);
    pumps.execute(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  void delay(int millis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Requests by kind since the last call. */
  synchronized Map<String, Long> takeRequests() {
    Map<String, Long> taken = new TreeMap<>(requests);
    requests.clear();
    return taken;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(host, port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pumps.execute(() -> pump(client, server, () -> requests(client, server)));
        pumps.execute(() -> pump(client, server, () -> answers(server, client)));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private interface Flow {
    void run() throws IOException;
  }

  /** When one direction ends, whichever way, the connection has ended. */
  private static void pump(Socket client, Socket server, Flow flow) {
    try (client;
        server) {
      flow.run();
    } catch (IOException e) {
      // Either side has hung up: the end of every connection.
      return;
    }
  }

  private static void answers(Socket server, Socket client) throws IOException {
    server.getInputStream().transferTo(client.getOutputStream());
  }

  private void requests(Socket client, Socket server) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
    OutputStream out = server.getOutputStream();
    for (String head = head(in); !head.isEmpty(); head = head(in)) {
      count(head);
      LockSupport.parkNanos(delayNanos);
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      pass(in, out, bodyLength(head));
    }
  }

  private synchronized void count(String head) {
    String method = head.substring(0, head.indexOf(' '));
    boolean ledger = head.substring(0, head.indexOf('\r')).contains("/_ledger/");
    boolean list = head.contains("list-type=2");
    String kind = list ? "LIST" : ledger ? method + " ledger" : method;
    requests.merge(kind, 1L, Long::sum);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static long bodyLength(String head) throws IOException {
    for (String line : head.split("\r\n")) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("The gate takes bodies of a known length only: " + line);
      }
      if (lower.startsWith("content-length:")) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return 0;
  }

  private static void pass(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    pumps.shutdownNow();
  }
}
