package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.engine.CatalogTables;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statement that would make a table again, as SHOW CREATE TABLE gives it. */
record TableStatement(GlueTable table) {
  List<String> lines() {
    if (table.isView()) {
      return CatalogTables.viewSql(table).lines().toList();
    }
    var lines = new ArrayList<String>();
    lines.add("CREATE EXTERNAL TABLE `" + table.database() + "." + table.name() + "`(");
    columns(table.columns(), lines, ")");
    if (!table.partitionKeys().isEmpty()) {
      lines.add("PARTITIONED BY ( ");
      columns(table.partitionKeys(), lines, ")");
    }
    lines.add("ROW FORMAT SERDE ");
    lines.add("  '" + table.serde() + "' ");
    if (!table.serdeParameters().isEmpty()) {
      lines.add("WITH SERDEPROPERTIES ( ");
      properties(table.serdeParameters(), lines);
    }
    lines.add("STORED AS INPUTFORMAT ");
    lines.add("  '" + table.inputFormat() + "' ");
    lines.add("OUTPUTFORMAT ");
    lines.add("  '" + table.storage().outputFormat() + "'");
    lines.add("LOCATION");
    lines.add("  '" + table.location() + "'");
    lines.add("TBLPROPERTIES (");
    properties(table.parameters(), lines);
    return lines;
  }

  private static void columns(List<GlueColumn> columns, List<String> lines, String end) {
    for (int i = 0; i < columns.size(); i++) {
      GlueColumn column = columns.get(i);
      String comment =
          column.comment().isEmpty()
              ? ""
              : " COMMENT '" + column.comment().replace("'", "\\'") + "'";
      String tail = i + 1 < columns.size() ? ", " : end;
      lines.add("  `" + column.name() + "` " + column.type() + comment + tail);
    }
  }

  private static void properties(Map<String, String> properties, List<String> lines) {
    var sorted = new ArrayList<>(new TreeMap<>(properties).entrySet());
    for (int i = 0; i < sorted.size(); i++) {
      String tail = i + 1 < sorted.size() ? ", " : ")";
      lines.add("  '" + sorted.get(i).getKey() + "'='" + sorted.get(i).getValue() + "'" + tail);
    }
    if (sorted.isEmpty()) {
      lines.add(")");
    }
  }
}
