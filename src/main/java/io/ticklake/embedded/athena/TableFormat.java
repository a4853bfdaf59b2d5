package io.ticklake.embedded.athena;

import java.util.Map;

/**
 * How a table made by CREATE EXTERNAL TABLE is read.
 *
 * @param serde class name
 * @param parameters of the SerDe
 */
record TableFormat(
    String serde, Map<String, String> parameters, String inputFormat, String outputFormat) {
  private static final String TEXT_IN = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
  static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

  TableFormat {
    parameters = Map.copyOf(parameters);
  }

  static TableFormat text(String serde, Map<String, String> parameters) {
    return new TableFormat(serde, parameters, TEXT_IN, TEXT_OUT);
  }

  static TableFormat parquet() {
    return new TableFormat(
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        Map.of("serialization.format", "1"),
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
  }
}
