package io.ticklake.embedded.athena;

import io.ticklake.embedded.glue.GlueColumn;
import io.trino.sql.tree.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed statement. */
sealed interface Command {
  StatementKind kind();

  /** A table, in the query's own database where it names none. */
  record TableName(Optional<String> database, String name) {}

  /** SELECT, WITH, VALUES, TABLE. */
  record Select(Query query, StatementKind kind) implements Command {}

  /** Shows how DuckDB would run it. */
  record Explain(Query query, StatementKind kind) implements Command {}

  /**
   * Keeps a query under a name.
   *
   * @param sql of the query behind AS
   */
  record CreateView(TableName name, Query query, String sql, boolean replace, StatementKind kind)
      implements Command {}

  record DropView(TableName name, boolean ifExists, StatementKind kind) implements Command {}

  record DropTable(TableName name, boolean ifExists, StatementKind kind) implements Command {}

  record ShowDatabases(Optional<String> pattern, StatementKind kind) implements Command {}

  record ShowTables(Optional<String> database, Optional<String> pattern, StatementKind kind)
      implements Command {}

  record ShowViews(Optional<String> database, Optional<String> pattern, StatementKind kind)
      implements Command {}

  record ShowPartitions(TableName table, StatementKind kind) implements Command {}

  record ShowColumns(TableName table, StatementKind kind) implements Command {}

  record ShowProperties(TableName table, StatementKind kind) implements Command {}

  record ShowCreate(TableName table, StatementKind kind) implements Command {}

  record Describe(TableName table, StatementKind kind) implements Command {}

  record CreateDatabase(
      String name, boolean ifNotExists, String comment, String location, StatementKind kind)
      implements Command {}

  record DropDatabase(String name, boolean ifExists, boolean cascade, StatementKind kind)
      implements Command {}

  record CreateTable(
      TableName name,
      boolean ifNotExists,
      List<GlueColumn> columns,
      List<GlueColumn> keys,
      TableFormat format,
      String location,
      Map<String, String> properties,
      StatementKind kind)
      implements Command {}

  record Repair(TableName table, StatementKind kind) implements Command {}

  /**
   * Tells the catalogue of partitions.
   *
   * @param values of the keys of each partition
   * @param locations of each partition; empty where the statement says none
   */
  record AddPartitions(
      TableName table,
      boolean ifNotExists,
      List<Map<String, String>> values,
      List<String> locations,
      StatementKind kind)
      implements Command {}

  record DropPartitions(
      TableName table, boolean ifExists, List<Map<String, String>> values, StatementKind kind)
      implements Command {}

  /** Athena would run it; we do not. */
  record Unsupported(String what, StatementKind kind) implements Command {}
}
