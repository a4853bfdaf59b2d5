package io.ticklake.embedded.market;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, or of the page that its {@code cursor} stands for. */
record Query(Map<String, String> values) {
  private static final String CURSOR = "cursor";

  Query {
    values = Map.copyOf(values);
  }

  /**
   * Reads what follows the question mark; a repeated name keeps its last value.
   *
   * @throws Refusal 400 when it or its cursor is malformed
   */
  static Query parse(@Nullable String raw) {
    Map<String, String> values = split(raw);
    String cursor = values.remove(CURSOR);
    if (cursor != null) {
      values.putAll(split(decode(cursor)));
    }
    return new Query(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A switch that is on unless the query says {@code false}.
   *
   * @throws Refusal 400 when it says neither true nor false
   */
  boolean unlessFalse(String name) {
    return isTrue(name, text(name).orElse("true"));
  }

  /**
   * A switch that is off unless the query says {@code true}.
   *
   * @throws Refusal 400 when it says neither true nor false
   */
  boolean onlyIfTrue(String name) {
    return isTrue(name, text(name).orElse("false"));
  }

  /**
   * A whole number from 1 to {@code max}.
   *
   * @throws Refusal 400 when it is not
   */
  int count(String name, int absent, int max) {
    return text(name).map(value -> Parameters.count(name, value, max)).orElse(absent);
  }

  /** This query with another value, as {@code cursor=...} for a {@code next_url}. */
  String cursorWith(String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(values);
    next.put(name, value);
    return new Query(next).cursor();
  }

  /** This query as {@code cursor=...} for a {@code next_url}; without the key. */
  String cursor() {
    String text =
        values.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("apiKey"))
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CURSOR + "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static boolean isTrue(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.badRequest("'%s' is neither true nor false".formatted(name));
    };
  }

  private static Map<String, String> split(@Nullable String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return values;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      values.put(unescape(name), equals < 0 ? "" : unescape(pair.substring(equals + 1)));
    }
    return values;
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The query string has a malformed escape");
    }
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("'cursor' is not one that this API gave");
    }
  }
}
