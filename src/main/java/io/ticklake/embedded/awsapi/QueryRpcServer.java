package io.ticklake.embedded.awsapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service of AWS's Query protocol: parameters as a form or in the address, answers in XML. Every
 * request is signed, but for the actions that stand in links of messages.
 */
public final class QueryRpcServer implements EmbeddedServer {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRpcServer.class);

  private final QueryService service;
  private final Map<String, QueryAction> actions;
  private final SigV4Verifier verifier;
  private final LoopbackHttp http;

  private QueryRpcServer(QueryService service, Map<String, QueryAction> actions, AccessKey key) {
    this.service = service;
    this.actions = Map.copyOf(actions);
    this.verifier = new SigV4Verifier(service.signingName(), key, Clock.systemUTC());
    this.http = LoopbackHttp.start(service.signingName(), this::answer);
  }

  /**
   * What sets one Query service apart from another on the wire.
   *
   * @param signingName of the signature's scope
   * @param namespace of the answers
   * @param unsigned actions that a GET without a signature may call
   */
  public record QueryService(String signingName, String namespace, Set<String> unsigned) {}

  /** Starts on a free loopback port. Actions are called on many threads. */
  public static QueryRpcServer start(
      QueryService service, Map<String, QueryAction> actions, AccessKey key) {
    return new QueryRpcServer(service, actions, key);
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
    String requestId = UUID.randomUUID().toString();
    Reply reply;
    try {
      reply = reply(HttpRequest.read(exchange), requestId);
    } catch (SignatureRefusal e) {
      reply = error(refused(e), requestId);
    } catch (AwsError e) {
      reply = error(e, requestId);
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("service", service.signingName())
          .log("embedded action failed");
      reply = error(new AwsError(500, "InternalError", "Internal error: " + e), requestId);
    }
    byte[] body = reply.xml().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private Reply reply(HttpRequest request, String requestId) throws SignatureRefusal, AwsError {
    QueryRequest query = parameters(request);
    String name = query.optional("Action").orElse("");
    boolean link = request.method().equals("GET") && service.unsigned().contains(name);
    if (!link || request.header("Authorization").isPresent()) {
      verifier.verify(request);
    }
    QueryAction action = actions.get(name);
    if (action == null) {
      throw AwsError.badRequest(
          "InvalidAction", "The action " + name + " is not valid for this endpoint.");
    }
    List<XmlElement> result = action.handle(query);
    List<XmlElement> parts = new ArrayList<>();
    if (!result.isEmpty()) {
      parts.add(XmlElement.of(name + "Result", result));
    }
    parts.add(XmlElement.of("ResponseMetadata", XmlElement.text("RequestId", requestId)));
    return new Reply(200, XmlElement.of(name + "Response", parts).render(service.namespace()));
  }

  private static QueryRequest parameters(HttpRequest request) throws AwsError {
    List<String> forms = new ArrayList<>();
    Optional.ofNullable(request.uri().getRawQuery()).ifPresent(forms::add);
    forms.add(new String(request.body(), UTF_8));
    return QueryRequest.parse(forms);
  }

  private Reply error(AwsError error, String requestId) {
    XmlElement details =
        XmlElement.of(
            "Error",
            XmlElement.text("Type", error.status() < 500 ? "Sender" : "Receiver"),
            XmlElement.text("Code", error.code()),
            XmlElement.text("Message", String.valueOf(error.getMessage())));
    return new Reply(
        error.status(),
        XmlElement.of("ErrorResponse", details, XmlElement.text("RequestId", requestId))
            .render(service.namespace()));
  }

  private static AwsError refused(SignatureRefusal refusal) {
    String message = String.valueOf(refusal.getMessage());
    return switch (refusal.reason()) {
      case MISSING ->
          new AwsError(
              403, "MissingAuthenticationToken", "Request is missing Authentication Token");
      case INCOMPLETE -> new AwsError(400, "IncompleteSignature", message);
      case UNKNOWN_KEY -> new AwsError(403, "InvalidClientTokenId", message);
      case MISMATCH -> new AwsError(403, "SignatureDoesNotMatch", message);
    };
  }

  private record Reply(int status, String xml) {}
}
