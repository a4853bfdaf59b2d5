package io.ticklake.embedded.glue;

import java.util.Map;

/**
 * How rows are read from the bytes.
 *
 * @param name empty if there is none, as in what crawlers write
 * @param library the class that Hive, Trino and Athena know, for example {@code
 *     org.openx.data.jsonserde.JsonSerDe}; empty for views
 */
public record GlueSerde(String name, String library, Map<String, String> parameters) {
  public GlueSerde {
    parameters = Map.copyOf(parameters);
  }
}
