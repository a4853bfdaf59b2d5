package io.ticklake.ops.console;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for user and password on every path of the port, health excepted if so configured. */
final class PasswordGuard implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(PasswordGuard.class);
  private static final Set<String> HEALTH =
      Set.of("/observe/health", "/observe/health/live", "/observe/health/ready");
  private static final String SCHEME = "basic ";

  // Somebody who tries passwords must not fill the disk.
  private static final long TOLD_EVERY_NANOS = 60_000_000_000L;

  private final Login login;
  private final boolean openHealth;
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TOLD_EVERY_NANOS);

  PasswordGuard(Login login, boolean openHealth) {
    this.login = login;
    this.openHealth = openHealth;
  }

  @Override
  public void handle(RoutingContext exchange) {
    String given = exchange.request().getHeader("Authorization");
    if (isOpen(exchange) || matches(given)) {
      exchange.next();
      return;
    }
    if (given != null) {
      tell(exchange);
    }
    exchange
        .response()
        .setStatusCode(401)
        .putHeader("WWW-Authenticate", "Basic realm=\"ticklake\", charset=\"UTF-8\"")
        .putHeader("Content-Type", "text/plain")
        .end("User and password are required.\n");
  }

  /** State alone is open; details can name buckets, addresses and reasons. */
  private boolean isOpen(RoutingContext exchange) {
    return openHealth
        && exchange.request().query() == null
        && HEALTH.contains(exchange.request().path());
  }

  private boolean matches(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    try {
      byte[] given = Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
      String wanted = login.user() + ":" + login.password().reveal();
      // Of the same length and in constant time, so that the time tells nothing.
      return MessageDigest.isEqual(digest(given), digest(wanted.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return false; // no Base64
    }
  }

  private static byte[] digest(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private void tell(RoutingContext exchange) {
    long now = System.nanoTime();
    long told = toldAt.get();
    if (now - told >= TOLD_EVERY_NANOS && toldAt.compareAndSet(told, now)) {
      LOG.atWarn()
          .addKeyValue("from", exchange.request().remoteAddress())
          .log("wrong user or password at the management port; said at most once a minute");
    }
  }
}
