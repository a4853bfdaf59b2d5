package io.ticklake.embedded.glue;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A database of the catalogue.
 *
 * @param name lower case, as Glue folds it
 * @param description empty if there is none
 * @param locationUri empty if there is none
 */
public record GlueDatabase(
    String name,
    String description,
    String locationUri,
    Map<String, String> parameters,
    Instant createTime) {
  public GlueDatabase {
    name = name.toLowerCase(Locale.ROOT);
    parameters = Map.copyOf(parameters);
  }

  /** A database with nothing but a name; the catalogue stamps the time. */
  public static GlueDatabase named(String name) {
    return new GlueDatabase(name, "", "", Map.of(), Instant.EPOCH);
  }
}
