package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.Command.TableName;
import io.ticklake.embedded.athena.engine.RowSink;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.SqlType;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** SHOW and DESCRIBE. Their columns are of type {@code string} and their results have no header. */
final class ShowCommands {
  private static final SqlType STRING = SqlType.of("string");

  private final Catalog catalog;

  ShowCommands(Catalog catalog) {
    this.catalog = catalog;
  }

  void perform(Command command, QueryRequest request, RowSink sink) {
    if (command instanceof Command.ShowDatabases show) {
      list(
          sink,
          "database_name",
          catalog.databases().stream().map(d -> d.name()).toList(),
          show.pattern());
    } else if (command instanceof Command.ShowTables show) {
      list(sink, "tab_name", names(show.database(), request, List.of(true, false)), show.pattern());
    } else if (command instanceof Command.ShowViews show) {
      list(sink, "views", names(show.database(), request, List.of(true)), show.pattern());
    } else if (command instanceof Command.ShowPartitions show) {
      partitions(table(show.table(), request), sink);
    } else if (command instanceof Command.ShowColumns show) {
      var table = table(show.table(), request);
      list(sink, "field", all(table).stream().map(c -> pad(c.name())).toList(), Optional.empty());
    } else if (command instanceof Command.ShowProperties show) {
      columns(sink, "prpt_name", "prpt_value");
      new java.util.TreeMap<>(table(show.table(), request).parameters())
          .forEach((name, value) -> sink.row(List.of(name, value)));
    } else if (command instanceof Command.ShowCreate show) {
      list(
          sink,
          "createtab_stmt",
          new TableStatement(table(show.table(), request)).lines(),
          Optional.empty());
    } else if (command instanceof Command.Describe describe) {
      describe(table(describe.table(), request), sink);
    }
  }

  private List<String> names(Optional<String> database, QueryRequest request, List<Boolean> views) {
    String name = Commands.database(database, request);
    if (catalog.database(name).isEmpty()) {
      throw new QueryFailure(
          "FAILED", "SemanticException [Error 10072]: Database does not exist: " + name);
    }
    return catalog.tables(name).stream()
        .filter(table -> views.contains(table.isView()))
        .map(GlueTable::name)
        .toList();
  }

  private GlueTable table(TableName name, QueryRequest request) {
    String database = Commands.database(name.database(), request);
    return catalog
        .table(database, name.name())
        .orElseThrow(
            () ->
                new QueryFailure(
                    "FAILED", "SemanticException [Error 10001]: Table not found " + name.name()));
  }

  private static List<GlueColumn> all(GlueTable table) {
    var all = new ArrayList<>(table.columns());
    all.addAll(table.partitionKeys());
    return all;
  }

  private static void columns(RowSink sink, String... names) {
    sink.columns(java.util.Arrays.stream(names).map(name -> new Column(name, STRING)).toList());
  }

  private static void list(
      RowSink sink, String column, List<String> values, Optional<String> pattern) {
    columns(sink, column);
    Optional<Pattern> wanted = pattern.map(ShowCommands::regex);
    values.stream()
        .filter(value -> wanted.map(p -> p.matcher(value).matches()).orElse(true))
        .forEach(value -> sink.row(List.of(value)));
  }

  /** In Hive's patterns * stands for anything and | for or. */
  private static Pattern regex(String pattern) {
    var regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean literal = ".()[]{}+?^$\\".indexOf(c) >= 0;
      regex.append(c == '*' || c == '%' ? ".*" : literal ? "\\" + c : String.valueOf(c));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  private void partitions(GlueTable table, RowSink sink) {
    if (table.partitionKeys().isEmpty()) {
      throw new QueryFailure(
          "FAILED", "SemanticException Table " + table.name() + " is not a partitioned table");
    }
    columns(sink, "partition");
    for (var partition : catalog.partitions(table.database(), table.name())) {
      var parts = new ArrayList<String>();
      for (int i = 0; i < table.partitionKeys().size(); i++) {
        parts.add(table.partitionKeys().get(i).name() + "=" + partition.values().get(i));
      }
      sink.row(List.of(String.join("/", parts)));
    }
  }

  /** One text a row, its three parts padded and joined by tabs: so Athena answers. */
  private static void describe(GlueTable table, RowSink sink) {
    columns(sink, "col_name", "data_type", "comment");
    all(table).forEach(column -> describe(column, sink));
    if (!table.partitionKeys().isEmpty()) {
      sink.row(List.of("\t \t "));
      sink.row(List.of("# Partition Information\t \t "));
      sink.row(List.of(pad("# col_name") + "\t" + pad("data_type") + "\t" + pad("comment")));
      sink.row(List.of("\t \t "));
      table.partitionKeys().forEach(column -> describe(column, sink));
    }
  }

  private static void describe(GlueColumn column, RowSink sink) {
    sink.row(
        List.of(pad(column.name()) + "\t" + pad(column.type()) + "\t" + pad(column.comment())));
  }

  private static String pad(String text) {
    return "%-20s".formatted(text);
  }
}
