package io.ticklake.embedded.awsapi;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A request that was read whole. */
final class HttpRequest {
  /** Far above what the services accept (SNS 256 KiB, Athena 256 KiB, Glue a few MB). */
  private static final int MAX_BODY = 16 * 1024 * 1024;

  private final HttpExchange exchange;
  private final byte[] body;

  private HttpRequest(HttpExchange exchange, byte[] body) {
    this.exchange = exchange;
    this.body = body;
  }

  static HttpRequest read(HttpExchange exchange) throws IOException, AwsError {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new AwsError(
          413, "RequestEntityTooLarge", "Request body is larger than " + MAX_BODY + " bytes");
    }
    return new HttpRequest(exchange, body);
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** As sent, still encoded. */
  URI uri() {
    return exchange.getRequestURI();
  }

  Headers headers() {
    return exchange.getRequestHeaders();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers().getFirst(name));
  }

  /** The bytes themselves, not a copy. */
  byte[] body() {
    return body;
  }
}
