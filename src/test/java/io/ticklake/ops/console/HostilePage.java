package io.ticklake.ops.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A site on a port of its own whose one page tries to stop a route behind a management port. */
final class HostilePage implements AutoCloseable {
  private final HttpServer server;

  private HostilePage(HttpServer server) {
    this.server = server;
  }

  static HostilePage serve() throws IOException {
    byte[] page;
    try (InputStream in = HostilePage.class.getResourceAsStream("hostile.html")) {
      page = in.readAllBytes();
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
    return new HostilePage(server);
  }

  /**
   * Where the page is.
   *
   * @param host the name of the site
   * @param target the management port that it is after
   */
  URI uri(String host, URI target) {
    return URI.create(
        "http://%s:%d/?target=%s"
            .formatted(
                host,
                server.getAddress().getPort(),
                URLEncoder.encode(target.toString(), StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
