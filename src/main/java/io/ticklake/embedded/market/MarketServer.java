package io.ticklake.embedded.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market API over HTTP on a free loopback port. It keeps nothing on disk: its bars follow from
 * the seed. Four daemon threads answer; closing lets requests in progress finish.
 */
public final class MarketServer implements EmbeddedServer {
  private static final Logger LOG = LoggerFactory.getLogger(MarketServer.class);
  private static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 4;
  private static final int CLOSE_SECONDS = 2;

  static {
    // Header and body leave in two writes: with Nagle's algorithm each answer takes 40 ms longer.
    setDefault("sun.net.httpserver.nodelay", "true");
    // The JDK reads both once for all its servers in this process; the embedded AWS endpoints need
    // idle connections to outlive the 60 s of the AWS SDK, whoever starts first.
    setDefault("sun.net.httpserver.idleInterval", "90");
  }

  private final HttpServer http;
  private final ExecutorService threads;

  /** A permit for each request in progress. */
  private final Semaphore answering = new Semaphore(THREADS);

  private MarketServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /**
   * Starts a market.
   *
   * @throws UncheckedIOException when loopback has no free port
   */
  public static MarketServer start(MarketSettings settings) {
    MarketServer server =
        new MarketServer(bind(), Executors.newFixedThreadPool(THREADS, daemons()));
    Market market = new Market(settings);
    server.http.setExecutor(server.threads);
    MarketHandler handler = new MarketHandler(settings, Routes.of(market, server.address()));
    server.http.createContext("/", exchange -> server.answer(handler, exchange));
    server.http.start();
    LOG.atInfo()
        .addKeyValue("address", server.address())
        .addKeyValue("seed", settings.seed())
        .addKeyValue("tickers", market.tickers().all().size())
        .log("market started; its data is simulated, not real prices");
    return server;
  }

  @Override
  public String address() {
    return "http://%s:%d".formatted(HOST, http.getAddress().getPort());
  }

  @Override
  public void close() {
    try {
      if (!answering.tryAcquire(THREADS, CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("market stops with requests unanswered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.stop(0);
    threads.shutdownNow();
    LOG.atInfo().log("market stopped");
  }

  private void answer(HttpHandler handler, HttpExchange exchange) throws IOException {
    answering.acquireUninterruptibly();
    try {
      handler.handle(exchange);
    } finally {
      answering.release();
    }
  }

  private static HttpServer bind() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot start the simulated market: no free port on " + HOST, e);
    }
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "market-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
