package io.ticklake.embedded.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Accepts {@code Authorization: Bearer KEY} or {@code ?apiKey=KEY}; the header wins. */
final class ApiKeyCheck {
  private static final String SCHEME = "Bearer ";

  private final byte[] key;

  ApiKeyCheck(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Lets a request through.
   *
   * @param authorization the header's value, if there is one
   * @throws Refusal 401 when there is no key, or another
   */
  void check(@Nullable String authorization, Query query) {
    String given = bearer(authorization);
    if (given == null) {
      given = query.text("apiKey").orElseThrow(Refusal::noKey);
    }
    if (!MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.unknownKey();
    }
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return authorization.substring(SCHEME.length()).trim();
  }
}
