package io.ticklake.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An AWS service of the JSON 1.1 protocol that says what a test wrote down for it: the answers of
 * an action in their order, the last one again and again. An action without a script is refused.
 */
public final class ScriptedAwsServer implements BeforeEachCallback, AfterEachCallback {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Deque<Answer>> scripts = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** A request as it came: the action's bare name and the body. */
  public record Call(String action, JsonNode body, String authorization) {}

  private record Answer(int status, String body) {}

  /** What an action answers, in order. */
  public static final class Script {
    private final Deque<Answer> answers;

    private Script(Deque<Answer> answers) {
      this.answers = answers;
    }

    /** Answers 200 with this JSON. */
    public Script answers(String json) {
      answers.add(new Answer(200, json));
      return this;
    }

    /** Answers with an error in the service's shape. */
    public Script refuses(int status, String code, String message) {
      answers.add(
          new Answer(
              status,
              JSON.createObjectNode().put("__type", code).put("Message", message).toString()));
      return this;
    }

    /** Closes the connection without a word. */
    public Script hangsUp() {
      answers.add(new Answer(-1, ""));
      return this;
    }
  }

  /** The script of an action, to be added to. */
  public Script on(String action) {
    return new Script(scripts.computeIfAbsent(action, a -> new ArrayDeque<>()));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The actions that were called, in order. */
  public List<String> actions() {
    return calls.stream().map(Call::action).toList();
  }

  /** The calls of one action, in order. */
  public List<Call> calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String action = target.substring(target.indexOf('.') + 1);
      calls.add(
          new Call(
              action,
              JSON.readTree(exchange.getRequestBody()),
              exchange.getRequestHeaders().getFirst("Authorization")));
      Answer answer = next(action);
      if (answer.status() < 0) {
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", "request-" + calls.size());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Answer next(String action) {
    Deque<Answer> script = scripts.get(action);
    if (script == null) {
      return new Answer(
          400,
          "{\"__type\":\"UnknownOperationException\",\"Message\":\"no script: " + action + "\"}");
    }
    return script.size() > 1 ? script.remove() : script.element();
  }
}
