package io.ticklake.faults;

import io.ticklake.testkit.HttpMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A request as the faults see it.
 *
 * @param key of the object, the prefix of a list, or empty
 * @param conditional whether it is a put with {@code If-None-Match}
 */
record ServiceRequest(Operation operation, String key, boolean conditional) {
  static ServiceRequest of(HttpMessage request) {
    String target = request.target();
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String parameters = query < 0 ? "" : target.substring(query + 1);
    // Path style: /bucket/key
    int slash = path.indexOf('/', 1);
    String key = slash < 0 ? "" : decode(path.substring(slash + 1));
    return switch (request.method()) {
      case "PUT" ->
          new ServiceRequest(Operation.PUT, key, request.header("If-None-Match").isPresent());
      case "HEAD" -> new ServiceRequest(Operation.HEAD, key, false);
      case "POST" -> new ServiceRequest(Operation.PUBLISH, key, false);
      case "GET" ->
          key.isEmpty()
              ? new ServiceRequest(Operation.LIST, prefix(parameters), false)
              : new ServiceRequest(Operation.GET, key, false);
      default -> new ServiceRequest(Operation.OTHER, key, false);
    };
  }

  private static String prefix(String parameters) {
    for (String parameter : parameters.split("&")) {
      if (parameter.startsWith("prefix=")) {
        return decode(parameter.substring("prefix=".length()));
      }
    }
    return "";
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  boolean isOfLedger() {
    return key.startsWith("_ledger/");
  }
}
