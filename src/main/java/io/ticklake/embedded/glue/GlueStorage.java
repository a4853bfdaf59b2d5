package io.ticklake.embedded.glue;

import java.util.List;
import java.util.Map;

/**
 * The StorageDescriptor of a table or partition.
 *
 * @param columns without the partition keys
 * @param location {@code s3://bucket/folder/}; empty for views
 * @param inputFormat Hadoop class name; empty for views
 * @param outputFormat Hadoop class name; empty for views
 * @param compressed Hive's flag; crawlers leave it false and write {@code compressionType} instead
 * @param parameters of a crawled table the same as the table's
 */
public record GlueStorage(
    List<GlueColumn> columns,
    String location,
    String inputFormat,
    String outputFormat,
    boolean compressed,
    GlueSerde serde,
    Map<String, String> parameters) {
  public GlueStorage {
    columns = List.copyOf(columns);
    parameters = Map.copyOf(parameters);
  }

  /** The same storage with other columns. */
  public GlueStorage withColumns(List<GlueColumn> other) {
    return new GlueStorage(
        other, location, inputFormat, outputFormat, compressed, serde, parameters);
  }

  /** The same storage at another folder. */
  public GlueStorage withLocation(String other) {
    return new GlueStorage(
        columns, other, inputFormat, outputFormat, compressed, serde, parameters);
  }

  /** The same storage read in another way. */
  public GlueStorage withSerde(GlueSerde other) {
    return new GlueStorage(
        columns, location, inputFormat, outputFormat, compressed, other, parameters);
  }

  /** The same storage with other parameters. */
  public GlueStorage withParameters(Map<String, String> other) {
    return new GlueStorage(columns, location, inputFormat, outputFormat, compressed, serde, other);
  }
}
