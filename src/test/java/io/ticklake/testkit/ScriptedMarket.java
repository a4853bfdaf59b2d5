package io.ticklake.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * A market on loopback that gives the next scripted answer, whatever it is asked for; it waits for
 * the script.
 */
public final class ScriptedMarket implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingDeque<Answer> script = new LinkedBlockingDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /**
   * A request as it arrived.
   *
   * @param authorization the header of that name, empty when absent
   */
  public record Asked(URI uri, String authorization) {}

  /**
   * What to answer.
   *
   * @param status 0 breaks the connection off
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public static Answer ok(String body) {
      return new Answer(200, Map.of(), body);
    }

    public static Answer status(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    public static Answer reset() {
      return new Answer(0, Map.of(), "");
    }

    public Answer with(String name, String value) {
      return new Answer(status, Map.of(name, value), body);
    }
  }

  public ScriptedMarket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void willAnswer(Answer... answers) {
    script.addAll(List.of(answers));
  }

  /** Every request so far, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(new Asked(exchange.getRequestURI(), authorization == null ? "" : authorization));
    try (exchange) {
      Answer next = script.pollFirst(5, TimeUnit.SECONDS);
      if (next == null) {
        send(exchange, Answer.status(500, "nothing scripted"));
      } else if (next.status() != 0) {
        send(exchange, next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
