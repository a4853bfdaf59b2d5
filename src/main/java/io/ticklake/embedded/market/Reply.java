package io.ticklake.embedded.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** One HTTP answer: a status, further headers and a JSON body. */
record Reply(int httpStatus, Map<String, String> headers, Body body) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes one JSON value. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  Reply(int httpStatus, Body body) {
    this(httpStatus, Map.of(), body);
  }

  static Reply ok(Body body) {
    return new Reply(200, body);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(httpStatus, Map.copyOf(more), body);
  }

  /** Sends it, compressed when the client takes gzip. */
  void send(HttpExchange exchange) throws IOException {
    boolean gzip = takesGzip(exchange.getRequestHeaders());
    byte[] bytes = bytes(gzip);
    Headers sent = exchange.getResponseHeaders();
    headers.forEach(sent::set);
    sent.set("Content-Type", "application/json");
    sent.set("X-Simulated", "true");
    if (gzip) {
      sent.set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(httpStatus, -1);
      return;
    }
    exchange.sendResponseHeaders(httpStatus, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private byte[] bytes(boolean gzip) throws IOException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(buffer) : buffer;
        JsonGenerator json = JSON.createGenerator(out)) {
      body.write(json);
    }
    return buffer.toByteArray();
  }

  private static boolean takesGzip(Headers headers) {
    String accepted = String.join(",", headers.getOrDefault("Accept-Encoding", List.of()));
    return accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }
}
