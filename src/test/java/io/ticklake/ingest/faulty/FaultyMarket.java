package io.ticklake.ingest.faulty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A server on loopback whose answers are made byte by byte, down to how the connection ends. Keeps
 * a log of all requests. One thread for each connection.
 */
public final class FaultyMarket implements AutoCloseable {
  private static final int LARGEST_HEAD = 65_536;

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /** What to answer to a request; called by several threads. */
  @FunctionalInterface
  public interface Behaviour {
    Act on(Asked request) throws IOException;
  }

  /**
   * A request as it arrived.
   *
   * @param target path and query
   * @param head first line and headers
   */
  public record Asked(String target, String head, Instant at) {
    public String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }

  /** Starts it on a free port. */
  public FaultyMarket(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("faulty-market", this::accept);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Every request so far, in the order of arrival. */
  public List<Asked> asked() {
    return List.copyOf(asked);
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
        daemon("faulty-market-client", () -> serve(client));
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
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        Asked request = new Asked(head.split(" ", 3)[1], head, Instant.now());
        asked.add(request);
        if (!act(client, behaviour.on(request))) {
          return;
        }
      }
    } catch (IOException e) {
      // The client went away, as a killed program does, or what stands behind did.
      reset(client);
    } finally {
      clients.remove(client);
    }
  }

  /** Whether the connection goes on. */
  private static boolean act(Socket client, Act act) throws IOException {
    LockSupport.parkNanos(act.delay().toNanos());
    OutputStream out = client.getOutputStream();
    act.writeTo(out);
    out.flush();
    if (act.end() == Act.End.RESET) {
      reset(client);
    }
    return act.end() == Act.End.NONE;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.length() >= 4 && head.lastIndexOf("\r\n\r\n") == head.length() - 4) {
        return head.toString();
      }
      if (head.length() > LARGEST_HEAD) {
        throw new IOException("A head of more than " + LARGEST_HEAD + " bytes");
      }
    }
    return "";
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

  /** The value of a header, empty without one. */
  static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst()
        .orElse("");
  }

  static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients.forEach(FaultyMarket::reset);
  }
}
