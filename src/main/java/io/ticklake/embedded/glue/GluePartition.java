package io.ticklake.embedded.glue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A partition of a table.
 *
 * @param values one text for each partition key of the table, in its order
 * @param storage with own columns, which may differ from the table's
 */
public record GluePartition(
    String database,
    String table,
    List<String> values,
    GlueStorage storage,
    Map<String, String> parameters,
    Instant creationTime) {
  public GluePartition {
    database = database.toLowerCase(Locale.ROOT);
    table = table.toLowerCase(Locale.ROOT);
    values = List.copyOf(values);
    parameters = Map.copyOf(parameters);
  }

  public List<GlueColumn> columns() {
    return storage.columns();
  }

  /** The partition's folder, {@code s3://bucket/table/k=v/}. */
  public String location() {
    return storage.location();
  }

  GluePartition createdAt(Instant time) {
    return new GluePartition(database, table, values, storage, parameters, time);
  }
}
