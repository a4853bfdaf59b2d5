package io.ticklake.embedded.awsapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a Query request: a flat map in which lists and maps are spelled {@code
 * Name.member.1.Field} and {@code Name.entry.1.key}.
 */
public final class QueryRequest {
  private final Map<String, String> parameters;

  private QueryRequest(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads {@code a=b&c=d}; later names win.
   *
   * @throws AwsError when an escape is broken
   */
  static QueryRequest parse(List<String> forms) throws AwsError {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String form : forms) {
      for (String pair : form.split("&", -1)) {
        String[] halves = pair.split("=", 2);
        if (!halves[0].isEmpty()) {
          parameters.put(decode(halves[0]), halves.length == 2 ? decode(halves[1]) : "");
        }
      }
    }
    return new QueryRequest(parameters);
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The value, or AWS's validation error when it is absent. */
  public String required(String name) throws AwsError {
    String value = parameters.get(name);
    if (value == null) {
      throw AwsError.badRequest(
          "ValidationError",
          "1 validation error detected: Value null at '"
              + Character.toLowerCase(name.charAt(0))
              + name.substring(1)
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  /** The structures {@code name.1.*, name.2.*, ...}, each with its own parameter names. */
  public List<QueryRequest> list(String name) {
    List<QueryRequest> structures = new ArrayList<>();
    for (int i = 1; ; i++) {
      String prefix = name + "." + i + ".";
      Map<String, String> members = new LinkedHashMap<>();
      parameters.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              members.put(key.substring(prefix.length()), value);
            }
          });
      if (members.isEmpty()) {
        return structures;
      }
      structures.add(new QueryRequest(members));
    }
  }

  /** The map {@code name.entry.N.key / value}. */
  public Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    for (QueryRequest entry : list(name + ".entry")) {
      map.put(entry.optional("key").orElse(""), entry.optional("value").orElse(""));
    }
    return Collections.unmodifiableMap(map);
  }

  private static String decode(String raw) throws AwsError {
    try {
      return URLDecoder.decode(raw, UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.badRequest("MalformedQueryString", "Cannot decode '" + raw + "'");
    }
  }
}
