package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.Command.TableName;
import io.ticklake.embedded.athena.engine.CatalogTables;
import io.ticklake.embedded.athena.engine.RowSink;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueDatabase;
import io.ticklake.embedded.glue.GlueSerde;
import io.ticklake.embedded.glue.GlueStorage;
import io.ticklake.embedded.glue.GlueTable;
import io.ticklake.embedded.storage.ObjectStore;
import io.trino.sql.tree.Query;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Statements that read or change the catalogue. */
final class CatalogCommands {
  private final Catalog catalog;
  private final ShowCommands shows;
  private final PartitionCommands partitions;
  private final ViewColumns viewColumns;

  /** What a view's query gives. */
  @FunctionalInterface
  interface ViewColumns {
    List<Column> of(Query query, QueryRequest request) throws IOException;
  }

  CatalogCommands(Catalog catalog, ObjectStore store, ViewColumns viewColumns) {
    this.catalog = catalog;
    this.shows = new ShowCommands(catalog);
    this.partitions = new PartitionCommands(catalog, store);
    this.viewColumns = viewColumns;
  }

  void perform(Command command, QueryRequest request, RowSink sink) throws IOException {
    if (command.kind().type().equals("UTILITY")) {
      shows.perform(command, request, sink);
      return;
    }
    sink.columns(List.of());
    if (command instanceof Command.CreateView view) {
      createView(view, request);
    } else if (command instanceof Command.DropView view) {
      drop(view.name(), view.ifExists(), "View", request);
    } else if (command instanceof Command.DropTable table) {
      drop(table.name(), table.ifExists(), "Table", request);
    } else if (command instanceof Command.CreateDatabase database) {
      createDatabase(database);
    } else if (command instanceof Command.DropDatabase database) {
      dropDatabase(database);
    } else if (command instanceof Command.CreateTable table) {
      createTable(table, request);
    } else if (command instanceof Command.Unsupported other) {
      throw new QueryFailure("NOT_SUPPORTED", "The embedded Athena does not run " + other.what());
    } else {
      partitions.perform(command, request);
    }
  }

  private void createView(Command.CreateView view, QueryRequest request) throws IOException {
    String database = Commands.database(view.name().database(), request);
    var old = catalog.table(database, view.name().name());
    if (old.isPresent() && !(view.replace() && old.get().isView())) {
      throw new QueryFailure(
          old.get().isView() ? "ALREADY_EXISTS" : "TABLE_ALREADY_EXISTS",
          "View already exists: 'awsdatacatalog.%s.%s'".formatted(database, view.name().name()));
    }
    List<Column> columns = viewColumns.of(view.query(), request);
    var stored =
        columns.stream()
            .map(c -> GlueColumn.of(c.name().toLowerCase(java.util.Locale.ROOT), c.type().hive()))
            .toList();
    catalog.putTable(
        GlueTable.view(
            database,
            view.name().name(),
            stored,
            CatalogTables.viewText(view.sql(), request.databaseOrDefault(), columns)));
  }

  private void drop(TableName name, boolean ifExists, String what, QueryRequest request) {
    String database = Commands.database(name.database(), request);
    var table = catalog.table(database, name.name());
    if (table.isEmpty()) {
      if (!ifExists) {
        throw new QueryFailure(
            "TABLE_NOT_FOUND",
            "%s 'awsdatacatalog.%s.%s' does not exist".formatted(what, database, name.name()));
      }
      return;
    }
    if (table.get().isView() != what.equals("View")) {
      throw new QueryFailure(
          "NOT_SUPPORTED",
          "'"
              + database
              + "."
              + name.name()
              + "' is not a "
              + what.toLowerCase(java.util.Locale.ROOT));
    }
    catalog.deleteTable(database, name.name());
  }

  private void createDatabase(Command.CreateDatabase database) {
    if (database.ifNotExists() && catalog.database(database.name()).isPresent()) {
      return;
    }
    catalog.createDatabase(
        new GlueDatabase(
            database.name(),
            database.comment(),
            database.location(),
            Map.of(),
            java.time.Instant.EPOCH));
  }

  private void dropDatabase(Command.DropDatabase database) {
    if (database.ifExists() && catalog.database(database.name()).isEmpty()) {
      return;
    }
    if (!database.cascade() && !catalog.tables(database.name()).isEmpty()) {
      throw new QueryFailure(
          "FAILED",
          "Execution Error: InvalidOperationException(message:Database %s is not empty. One or more tables exist.)"
              .formatted(database.name()));
    }
    catalog.deleteDatabase(database.name());
  }

  private void createTable(Command.CreateTable table, QueryRequest request) {
    String database = Commands.database(table.name().database(), request);
    if (table.ifNotExists() && catalog.table(database, table.name().name()).isPresent()) {
      return;
    }
    var format = table.format();
    var storage =
        new GlueStorage(
            table.columns(),
            table.location(),
            format.inputFormat(),
            format.outputFormat(),
            false,
            new GlueSerde("", format.serde(), format.parameters()),
            Map.of());
    catalog.createTable(
        GlueTable.external(
            database, table.name().name(), storage, table.keys(), table.properties()));
  }
}
