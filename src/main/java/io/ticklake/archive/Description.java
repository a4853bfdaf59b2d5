package io.ticklake.archive;

import java.util.HashMap;
import java.util.Map;

/**
 * A format in one line: version, kind and settings, as in {@code
 * 1;jsonl;codec=gzip:1;numbers=strict;without=}.
 *
 * @param kind of the objects
 * @param settings all that the kind needs
 */
record Description(String kind, Map<String, String> settings) {
  // Raised when the same settings begin to write something else.
  private static final String VERSION = "1";

  /**
   * Takes a line apart.
   *
   * @throws IllegalArgumentException when it is not of this version
   */
  static Description of(String text) {
    String[] parts = text.split(";", -1);
    if (parts.length < 2 || !parts[0].equals(VERSION)) {
      throw new IllegalArgumentException("it does not begin with '" + VERSION + ";'");
    }
    Map<String, String> settings = new HashMap<>();
    for (int i = 2; i < parts.length; i++) {
      int equal = parts[i].indexOf('=');
      if (equal < 0) {
        throw new IllegalArgumentException("'" + parts[i] + "' is no setting");
      }
      settings.put(parts[i].substring(0, equal), parts[i].substring(equal + 1));
    }
    return new Description(parts[1], Map.copyOf(settings));
  }

  /** The line of these settings, which are {@code name=value}. */
  static String line(String kind, String... settings) {
    return VERSION + ";" + kind + ";" + String.join(";", settings);
  }

  /** The value of one setting. */
  String get(String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is absent");
    }
    return value;
  }
}
