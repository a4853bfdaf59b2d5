package io.ticklake.embedded.glue;

import io.ticklake.embedded.glue.crawl.Classification;
import io.ticklake.embedded.glue.crawl.Field;
import io.ticklake.embedded.glue.crawl.FoundPartition;
import io.ticklake.embedded.glue.crawl.FoundTable;
import io.ticklake.embedded.glue.crawl.ObjectStats;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a crawler found, in the words of the catalogue: SerDe, formats and Parameters as recorded of
 * the real crawlers.
 *
 * @param runId Glue's CRAWL_RUN_ID
 */
record CrawledTable(String database, String name, FoundTable found, Crawler crawler, String runId) {
  private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
  private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

  GlueTable table() {
    var parameters = parameters(found.stats());
    parameters.put("UPDATED_BY_CRAWLER", crawler.name());
    parameters.put("CRAWL_RUN_ID", runId);
    if (crawler.configuration().partitionIndex() && !found.keys().isEmpty()) {
      parameters.put("partition_filtering.enabled", "true");
    }
    var storage = storage(columns(found.fields()), found.fields(), found.location(), parameters);
    return GlueTable.external(database, name, storage, keys(), parameters);
  }

  /** Each partition with the columns that its own objects have. */
  List<GluePartition> partitions() {
    return found.partitions().stream().map(this::partition).toList();
  }

  private GluePartition partition(FoundPartition partition) {
    var parameters = parameters(partition.stats());
    var storage =
        storage(
            columns(partition.fields()), partition.fields(), found.location(partition), parameters);
    return new GluePartition(
        database, name, partition.values(), storage, parameters, Instant.EPOCH);
  }

  static List<GlueColumn> columns(List<Field> fields) {
    return fields.stream()
        .map(field -> GlueColumn.of(lower(field.name()), field.type().text()))
        .toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Always strings, also of dates and numbers. */
  private List<GlueColumn> keys() {
    return found.keys().stream().map(key -> GlueColumn.of(lower(key), "string")).toList();
  }

  private GlueStorage storage(
      List<GlueColumn> columns,
      List<Field> fields,
      String location,
      Map<String, String> parameters) {
    var parquet = found.classification() == Classification.PARQUET;
    return new GlueStorage(
        columns,
        location,
        parquet ? PARQUET + "MapredParquetInputFormat" : TEXT_INPUT,
        parquet ? PARQUET + "MapredParquetOutputFormat" : TEXT_OUTPUT,
        false,
        serde(fields),
        parameters);
  }

  private GlueSerde serde(List<Field> fields) {
    return switch (found.classification()) {
      case JSON ->
          new GlueSerde("", "org.openx.data.jsonserde.JsonSerDe", Map.of("paths", paths(fields)));
      case PARQUET ->
          new GlueSerde(
              "", PARQUET + "serde.ParquetHiveSerDe", Map.of("serialization.format", "1"));
      case CSV ->
          new GlueSerde(
              "",
              "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
              Map.of("field.delim", String.valueOf(found.csv().delimiter())));
      case UNKNOWN ->
          new GlueSerde("", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Map.of());
    };
  }

  /** Top-level keys in their own case, sorted. */
  private static String paths(List<Field> fields) {
    return new TreeSet<>(fields.stream().map(Field::name).collect(Collectors.toSet()))
        .stream().collect(Collectors.joining(","));
  }

  private Map<String, String> parameters(ObjectStats stats) {
    var parameters = new HashMap<String, String>();
    parameters.put("classification", found.classification().text());
    parameters.put("compressionType", found.compression().text());
    parameters.put("typeOfData", "file");
    parameters.put("objectCount", Long.toString(stats.objects()));
    parameters.put("recordCount", Long.toString(stats.records()));
    parameters.put("averageRecordSize", Long.toString(stats.averageRecordSize()));
    parameters.put("sizeKey", Long.toString(stats.storedBytes()));
    parameters.put("CrawlerSchemaSerializerVersion", "1.0");
    parameters.put("CrawlerSchemaDeserializerVersion", "1.0");
    if (found.classification() == Classification.CSV) {
      parameters.put("areColumnsQuoted", "false");
      parameters.put("columnsOrdered", "true");
      parameters.put("delimiter", String.valueOf(found.csv().delimiter()));
      if (found.csv().header()) {
        parameters.put("skip.header.line.count", "1");
      }
    }
    return parameters;
  }
}
