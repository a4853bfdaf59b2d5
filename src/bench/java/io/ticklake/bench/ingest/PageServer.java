package io.ticklake.bench.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives prepared pages on loopback; for a path without one the answer is a day without bars. Notes
 * when the first request of a run came.
 */
final class PageServer implements AutoCloseable {
  private static final byte[] EMPTY =
      "{\"queryCount\":0,\"resultsCount\":0,\"adjusted\":true,\"status\":\"OK\"}"
          .getBytes(StandardCharsets.US_ASCII);
  private static final long NONE = Long.MIN_VALUE;

  static {
    // Header and body leave in two writes: with Nagle's algorithm each answer takes 40 ms longer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final AtomicLong first = new AtomicLong(NONE);
  private final AtomicLong requests = new AtomicLong();
  private volatile Map<String, byte[]> pages = Map.of();

  PageServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** From now on gives these, and waits for the first request. */
  void give(Map<String, byte[]> prepared) {
    pages = prepared;
    first.set(NONE);
    requests.set(0);
  }

  boolean isAsked() {
    return first.get() != NONE;
  }

  /** When the first request came, as {@link System#nanoTime} counts. */
  long firstNanos() {
    return first.get();
  }

  long requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    first.compareAndSet(NONE, System.nanoTime());
    requests.incrementAndGet();
    try (exchange) {
      byte[] page = pages.get(PreparedPages.key(exchange.getRequestURI().getPath()));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (page != null) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      byte[] body = page == null ? EMPTY : page;
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
