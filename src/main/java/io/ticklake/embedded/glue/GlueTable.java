package io.ticklake.embedded.glue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table or view of the catalogue. Times and version are stamped by {@link Catalog}.
 *
 * @param database lower case, as Glue folds it
 * @param name lower case, as Glue folds it
 * @param tableType {@code EXTERNAL_TABLE}, {@code VIRTUAL_VIEW} or what a client wrote
 * @param viewOriginalText of Athena's views a comment {@code Presto View: <base64 of its JSON>},
 *     else empty
 * @param viewExpandedText of Athena's views the comment {@code Presto View}, else empty
 * @param description empty if there is none
 * @param owner {@code owner} in what crawlers write
 * @param retention days, 0 in what crawlers write
 * @param createdBy ARN of who created it, empty if unknown
 * @param version 0 at creation, one more at each update
 */
public record GlueTable(
    String database,
    String name,
    String tableType,
    GlueStorage storage,
    List<GlueColumn> partitionKeys,
    Map<String, String> parameters,
    String viewOriginalText,
    String viewExpandedText,
    String description,
    String owner,
    int retention,
    String createdBy,
    Instant createTime,
    Instant updateTime,
    long version) {
  public static final String EXTERNAL = "EXTERNAL_TABLE";
  public static final String VIEW = "VIRTUAL_VIEW";

  public GlueTable {
    database = database.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
    partitionKeys = List.copyOf(partitionKeys);
    parameters = Map.copyOf(parameters);
  }

  /** A table over objects of the lake. */
  public static GlueTable external(
      String database,
      String name,
      GlueStorage storage,
      List<GlueColumn> partitionKeys,
      Map<String, String> parameters) {
    return new GlueTable(
        database,
        name,
        EXTERNAL,
        storage,
        partitionKeys,
        parameters,
        "",
        "",
        "",
        "owner",
        0,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  /**
   * A view as Athena stores it.
   *
   * @param originalText the comment {@code Presto View: <base64 of its JSON>}, slashes and stars
   *     included
   */
  public static GlueTable view(
      String database, String name, List<GlueColumn> columns, String originalText) {
    var storage =
        new GlueStorage(columns, "", "", "", false, new GlueSerde("", "", Map.of()), Map.of());
    return new GlueTable(
        database,
        name,
        VIEW,
        storage,
        List.of(),
        Map.of("presto_view", "true", "comment", "Presto View"),
        originalText,
        "/* Presto View */",
        "",
        "owner",
        0,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  public boolean isView() {
    return tableType.equals(VIEW);
  }

  /** Columns without the partition keys. */
  public List<GlueColumn> columns() {
    return storage.columns();
  }

  public String location() {
    return storage.location();
  }

  public String inputFormat() {
    return storage.inputFormat();
  }

  /** The SerDe's class name. */
  public String serde() {
    return storage.serde().library();
  }

  public Map<String, String> serdeParameters() {
    return storage.serde().parameters();
  }

  /** What crawlers write under {@code classification}: json, csv, parquet; empty if absent. */
  public String classification() {
    return parameters.getOrDefault("classification", "");
  }

  /** The same table with other storage, keys and parameters. */
  public GlueTable with(
      GlueStorage newStorage, List<GlueColumn> newKeys, Map<String, String> newParameters) {
    return new GlueTable(
        database,
        name,
        tableType,
        newStorage,
        newKeys,
        newParameters,
        viewOriginalText,
        viewExpandedText,
        description,
        owner,
        retention,
        createdBy,
        createTime,
        updateTime,
        version);
  }

  /** The same table as the catalogue stamps it. */
  GlueTable stamped(String creator, Instant created, Instant updated, long newVersion) {
    return new GlueTable(
        database,
        name,
        tableType,
        storage,
        partitionKeys,
        parameters,
        viewOriginalText,
        viewExpandedText,
        description,
        owner,
        retention,
        creator,
        created,
        updated,
        newVersion);
  }
}
