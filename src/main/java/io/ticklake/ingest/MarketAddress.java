package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the market is. Requests, and so the key, go to this address only: of a {@code next_url} the
 * path and the query are taken, after its host was found to be one that may be named there.
 *
 * @param origin scheme and authority, without a slash at the end
 */
public record MarketAddress(String origin) {
  // The vendor has two names; next_url may use either, whichever was asked.
  private static final Set<String> VENDOR_HOSTS = Set.of("api.massive.com", "api.polygon.io");

  // Seen in the vendor's own next_url, see polygon-io/client-python's issues.
  private static final String DOUBLED_PORT = ":443:443";

  /** The address of this text; a slash at its end is ignored. */
  public static MarketAddress of(String text) {
    return new MarketAddress(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** The whole URL of a path and query. */
  String url(String pathAndQuery) {
    return origin + pathAndQuery;
  }

  /** Whether a request goes to this address. */
  boolean isAt(@Nullable String scheme, @Nullable String host, int port) {
    URI own = URI.create(origin);
    return own.getScheme().equalsIgnoreCase(scheme)
        && own.getHost().equalsIgnoreCase(host)
        && port(own.getScheme(), own.getPort()) == port(own.getScheme(), port);
  }

  /**
   * What to ask this address for to get the page that {@code nextUrl} names.
   *
   * @return path and query, without a key
   * @throws RetryLater when it is no URL or names a foreign host
   */
  String next(String nextUrl) {
    URI next = parse(nextUrl);
    String host = next.getHost() == null ? "" : next.getHost().toLowerCase(Locale.ROOT);
    boolean own = host.equalsIgnoreCase(URI.create(origin).getHost());
    if (!own && !VENDOR_HOSTS.contains(host)) {
      throw unusable(nextUrl, "its host is neither the market's nor one of " + VENDOR_HOSTS);
    }
    String query = next.getRawQuery() == null ? "" : withoutKey(next.getRawQuery());
    return query.isEmpty() ? next.getRawPath() : next.getRawPath() + "?" + query;
  }

  private static URI parse(String nextUrl) {
    try {
      return URI.create(nextUrl.replace(DOUBLED_PORT, ""));
    } catch (IllegalArgumentException e) {
      throw unusable(nextUrl, "it is no URL");
    }
  }

  private static String withoutKey(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.toLowerCase(Locale.ROOT).startsWith("apikey="))
        .collect(Collectors.joining("&"));
  }

  private static int port(String scheme, int port) {
    return port != -1 ? port : scheme.equalsIgnoreCase("https") ? 443 : 80;
  }

  private static RetryLater unusable(String nextUrl, String why) {
    String shown = nextUrl.replaceFirst("\\?.*", "?...");
    return new RetryLater(
        ErrorCode.MARKET_REPLY_UNREADABLE,
        "Cannot follow the page's next_url '%s': %s. Nothing was sent there."
            .formatted(shown, why));
  }
}
