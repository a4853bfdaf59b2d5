package io.ticklake.embedded.awsapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on a free port of 127.0.0.1, one handler for every path.
 *
 * <p>Threads: a bounded pool of daemon threads runs the handler. Each exchange holds the read lock
 * of {@code running}; closing takes the write lock, so it waits for the answers under way.
 */
final class LoopbackHttp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackHttp.class);
  private static final int THREADS = 16;
  private static final int CLOSE_WAIT_SECONDS = 3;

  static {
    // Header and body leave in two writes: with Nagle's algorithm each answer takes 40 ms longer.
    setDefault("sun.net.httpserver.nodelay", "true");
    // Longer than the 60 s that the AWS SDK keeps idle connections, so that it never meets a
    // closed one.
    setDefault("sun.net.httpserver.idleInterval", "90");
  }

  private final HttpServer server;
  private final ExecutorService pool;
  private final ReadWriteLock running = new ReentrantReadWriteLock();

  private LoopbackHttp(HttpServer server, ExecutorService pool) {
    this.server = server;
    this.pool = pool;
  }

  /**
   * Starts answering at once.
   *
   * @param name of the threads
   * @throws UncheckedIOException when no port can be had
   */
  static LoopbackHttp start(String name, HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
      LoopbackHttp http = new LoopbackHttp(server, pool(name));
      server.createContext("/", exchange -> http.answer(handler, exchange));
      server.setExecutor(http.pool);
      server.start();
      return http;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on 127.0.0.1 for embedded " + name, e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpHandler handler, HttpExchange exchange) {
    running.readLock().lock();
    try (exchange) {
      handler.handle(exchange);
    } catch (IOException e) {
      // The client went away; its answer has no reader.
      LOG.atDebug().setCause(e).log("embedded answer not delivered");
    } finally {
      running.readLock().unlock();
    }
  }

  @Override
  public void close() {
    boolean idle = false;
    try {
      idle = running.writeLock().tryLock(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    pool.shutdownNow();
    if (idle) {
      running.writeLock().unlock();
    }
  }

  private static ExecutorService pool(String name) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
