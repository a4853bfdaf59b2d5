package io.ticklake.ops.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of every path of the management port: a page of another site that is open in the
 * operator's browser gets nothing, whichever name it reached us by. curl and Prometheus send none
 * of the headers that are checked, and pass.
 */
final class RequestGuard implements Handler<RoutingContext> {
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final HostNames hosts;

  /**
   * @param hosts the names by which this port may be asked for, without port: what a DNS rebinding
   *     cannot forge
   */
  RequestGuard(HostNames hosts) {
    this.hosts = hosts;
  }

  @Override
  public void handle(RoutingContext exchange) {
    headers(exchange.response());
    Optional<Refusal> refusal = refusal(exchange.request());
    if (refusal.isPresent()) {
      exchange.response().setStatusCode(refusal.get().status()).end(refusal.get().reason() + "\n");
    } else {
      exchange.next();
    }
  }

  private record Refusal(int status, String reason) {}

  private Optional<Refusal> refusal(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      return Optional.of(new Refusal(405, "Only GET, HEAD and POST are served."));
    }
    // HTTP/2 has no Host header; both versions have an authority.
    String host = request.authority() == null ? null : request.authority().toString();
    if (host == null || !hosts.include(withoutPort(host))) {
      return Optional.of(new Refusal(421, "This port answers to its own host names only."));
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !origin.equals((request.isSSL() ? "https://" : "http://") + host)) {
      return Optional.of(new Refusal(403, "Requests of pages from elsewhere are refused."));
    }
    return isFromHere(request)
        ? Optional.empty()
        : Optional.of(new Refusal(403, "Requests of pages from elsewhere are refused."));
  }

  /** What the browser says of the page that asks; following a link from elsewhere is allowed. */
  private static boolean isFromHere(HttpServerRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    if (site == null || site.equals("same-origin")) {
      return true;
    }
    boolean navigation =
        request.method().equals(HttpMethod.GET)
            && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    return site.equals("none") ? !request.method().equals(HttpMethod.POST) : navigation;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static void headers(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Security-Policy", CONTENT_POLICY);
  }
}
