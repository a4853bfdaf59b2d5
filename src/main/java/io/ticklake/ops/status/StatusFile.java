package io.ticklake.ops.status;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, held in memory as it is and compressed. Nothing in a request names a file:
 * each has its own path in the router.
 */
final class StatusFile implements Handler<RoutingContext> {
  private static final String FOLDER = "/status/";

  private final String type;
  private final Buffer plain;
  private final Buffer zipped;
  private final String tag;

  private StatusFile(String type, byte[] bytes) {
    this.type = type;
    this.plain = Buffer.buffer(bytes);
    this.zipped = Buffer.buffer(zip(bytes));
    this.tag = "\"" + digest(bytes) + "\"";
  }

  /**
   * Reads a file of the program.
   *
   * @param name in {@code resources/status}
   * @param type its media type
   */
  static StatusFile read(String name, String type) {
    try (InputStream in = StatusFile.class.getResourceAsStream(FOLDER + name)) {
      return new StatusFile(type, Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FOLDER + name, e);
    }
  }

  @Override
  public void handle(RoutingContext exchange) {
    // The browser asks each time and mostly hears that nothing has changed.
    HttpServerResponse response =
        exchange
            .response()
            .putHeader("Cache-Control", "no-cache")
            .putHeader("Vary", "Accept-Encoding")
            .putHeader("ETag", tag);
    if (tag.equals(exchange.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", type);
    String accepted = exchange.request().getHeader("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      response.putHeader("Content-Encoding", "gzip").end(zipped);
    } else {
      response.end(plain);
    }
  }

  private static byte[] zip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail", e);
    }
    return zipped.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
