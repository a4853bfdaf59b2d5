package io.ticklake.catalog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.SerDeInfo;

/**
 * What the objects of a format are to readers of SQL.
 *
 * @param columns Glue's types by lower-case names, in their order
 */
public record ObjectShape(Kind kind, Map<String, String> columns) {
  /** Formats, with the classes that Glue's crawler writes for them. */
  public enum Kind {
    PARQUET(
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
    JSON(
        "org.apache.hadoop.mapred.TextInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.openx.data.jsonserde.JsonSerDe"),
    CSV(
        "org.apache.hadoop.mapred.TextInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");

    private final String input;
    private final String output;
    private final String library;

    Kind(String input, String output, String library) {
      this.input = input;
      this.output = output;
      this.library = library;
    }

    String input() {
      return input;
    }

    String output() {
      return output;
    }

    SerDeInfo serde() {
      Map<String, String> options =
          switch (this) {
            case PARQUET -> Map.of("serialization.format", "1");
            case JSON -> Map.of();
            case CSV -> Map.of("field.delim", ",");
          };
      return SerDeInfo.builder().serializationLibrary(library).parameters(options).build();
    }

    /** The table's properties, as the crawler writes them. */
    Map<String, String> properties() {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("classification", name().toLowerCase(Locale.ROOT));
      all.put("typeOfData", "file");
      if (this == CSV) {
        all.put("skip.header.line.count", "1");
        all.put("delimiter", ",");
        all.put("columnsOrdered", "true");
      }
      return all;
    }

    boolean isOf(SerDeInfo other) {
      return library.equals(other.serializationLibrary());
    }
  }

  public ObjectShape {
    columns = new LinkedHashMap<>(columns);
  }
}
