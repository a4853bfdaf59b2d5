package io.ticklake.embedded.awsapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service of AWS's JSON 1.1 protocol: {@code POST /} with {@code X-Amz-Target: PREFIX.Action},
 * every request signed.
 *
 * <p>Errors are {@code {"__type": code, "Message": text, further members}}. An action that is not
 * there is HTTP 400 and named, because SDKs retry a 500 for many seconds; an unexpected exception
 * is a 500 and logged.
 */
public final class JsonRpcServer implements EmbeddedServer {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcServer.class);
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final JsonService service;
  private final Map<String, JsonAction> actions;
  private final SigV4Verifier verifier;
  private final LoopbackHttp http;

  private JsonRpcServer(JsonService service, Map<String, JsonAction> actions, AccessKey key) {
    this.service = service;
    this.actions = Map.copyOf(actions);
    this.verifier = new SigV4Verifier(service.signingName(), key, Clock.systemUTC());
    this.http = LoopbackHttp.start(service.signingName(), this::answer);
  }

  /**
   * Starts on a free loopback port.
   *
   * @param actions by name, such as {@code GetTable}; called on many threads
   */
  public static JsonRpcServer start(
      JsonService service, Map<String, JsonAction> actions, AccessKey key) {
    return new JsonRpcServer(service, actions, key);
  }

  @Override
  public String address() {
    return http.address();
  }

  @Override
  public void close() {
    http.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      HttpRequest request = HttpRequest.read(exchange);
      if (!request.header("Content-Type").orElse("").startsWith(CONTENT_TYPE)) {
        // What the real front end says to another protocol.
        send(exchange, 404, "text/xml", "<UnknownOperationException/>\n".getBytes(UTF_8));
        return;
      }
      verifier.verify(request);
      JsonNode reply = action(request).handle(body(request));
      send(exchange, 200, CONTENT_TYPE, JSON.writeValueAsBytes(reply));
    } catch (SignatureRefusal e) {
      sendError(exchange, refused(e), "message");
    } catch (AwsError e) {
      sendError(exchange, e, "Message");
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("service", service.signingName())
          .addKeyValue("target", exchange.getRequestHeaders().getFirst("X-Amz-Target"))
          .log("embedded action failed");
      sendError(
          exchange, new AwsError(500, service.internalError(), "Internal error: " + e), "Message");
    }
  }

  private JsonAction action(HttpRequest request) throws AwsError {
    String target = request.header("X-Amz-Target").orElse("");
    String prefix = service.targetPrefix() + ".";
    JsonAction action =
        target.startsWith(prefix) ? actions.get(target.substring(prefix.length())) : null;
    if (action == null) {
      throw AwsError.badRequest(
          "UnknownOperationException",
          "The embedded " + service.signingName() + " does not offer the action '" + target + "'");
    }
    return action;
  }

  private static ObjectNode body(HttpRequest request) throws AwsError {
    if (request.body().length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      if (JSON.readTree(request.body()) instanceof ObjectNode object) {
        return object;
      }
      throw AwsError.badRequest("SerializationException", "The request body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw AwsError.badRequest(
          "SerializationException", "The request body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory does not fail", e);
    }
  }

  /** The codes of the JSON services' front end, which writes {@code message} in lower case. */
  private static AwsError refused(SignatureRefusal refusal) {
    String code =
        switch (refusal.reason()) {
          case MISSING -> "MissingAuthenticationTokenException";
          case INCOMPLETE -> "IncompleteSignatureException";
          case UNKNOWN_KEY -> "UnrecognizedClientException";
          case MISMATCH -> "InvalidSignatureException";
        };
    return AwsError.badRequest(code, String.valueOf(refusal.getMessage()));
  }

  private static void sendError(HttpExchange exchange, AwsError error, String messageMember)
      throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", error.code());
    error.members().forEach(body::put);
    body.put(messageMember, error.getMessage());
    send(exchange, error.status(), CONTENT_TYPE, JSON.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
