package io.ticklake.embedded.athena.engine;

import static java.util.stream.Collectors.joining;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.athena.sql.Translation;
import io.ticklake.embedded.athena.sql.Translator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One query's own DuckDB, in memory: opening it with its macros takes about 35 ms and spares all
 * questions of what queries see of each other. Used by one thread; {@link #cancel} may come from
 * any.
 */
public final class DuckDb implements AutoCloseable {
  private final Connection connection;
  private final EngineErrors errors = new EngineErrors();
  private volatile @Nullable Statement running;
  private volatile boolean cancelled;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** A DuckDB that knows Athena's functions and no table. */
  public static DuckDb open(EngineSettings settings) {
    var properties = new Properties();
    properties.setProperty("threads", String.valueOf(settings.threads()));
    properties.setProperty("memory_limit", settings.memory());
    properties.setProperty("temp_directory", settings.spill().toString());
    properties.setProperty("autoinstall_known_extensions", "false");
    try {
      // Closed by close(); the statements below only set it up.
      var duck = new DuckDb(DriverManager.getConnection("jdbc:duckdb:", properties));
      EngineLibrary.deleteUnpacked();
      duck.execute("SET TimeZone='UTC'; SET default_null_order='NULLS_LAST'");
      duck.execute(Translator.macros());
      duck.execute("SET errors_as_json=true");
      return duck;
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded SQL engine does not start", e);
    }
  }

  /** From here on this DuckDB reads these files only and keeps its settings. */
  public void lock(Collection<Path> files) throws SQLException {
    String paths =
        files.stream().map(file -> Names.text(file.toString())).collect(joining(", ", "[", "]"));
    execute("SET allowed_paths=" + paths);
    execute("SET enable_external_access=false");
    execute("SET lock_configuration=true");
  }

  /** Sets up what queries read; DuckDB's own errors. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of a small query, as DuckDB's own values; DuckDB's own errors. */
  public List<List<@Nullable Object>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<@Nullable Object>>();
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= width; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /**
   * Runs a query whose tables are in place.
   *
   * @throws QueryFailure in Athena's words
   * @throws QueryCancelled after {@link #cancel}
   */
  public void run(Translation query, RowSink sink) {
    try (Statement statement = connection.createStatement()) {
      running = statement;
      if (cancelled) {
        throw new QueryCancelled();
      }
      try (ResultSet result = statement.executeQuery(query.sql())) {
        var types = new ResultTypes(query.columns(), result.getMetaData());
        sink.columns(types.columns());
        while (result.next()) {
          sink.row(row(result, types.columns()));
        }
      }
    } catch (SQLException e) {
      if (cancelled) {
        throw new QueryCancelled();
      }
      throw errors.failure(e, query);
    } finally {
      running = null;
    }
  }

  /**
   * The result's columns without running the query.
   *
   * @throws QueryFailure in Athena's words
   */
  public List<Column> describe(Translation query) {
    try (var statement = connection.prepareStatement(query.sql())) {
      return new ResultTypes(query.columns(), statement.getMetaData()).columns();
    } catch (SQLException e) {
      throw errors.failure(e, query);
    }
  }

  private static List<@Nullable String> row(ResultSet result, List<Column> columns)
      throws SQLException {
    var row = new ArrayList<@Nullable String>();
    for (int i = 0; i < columns.size(); i++) {
      row.add(Cells.text(result.getObject(i + 1), columns.get(i).type()));
    }
    return row;
  }

  /** Stops the query that runs or is about to. */
  public void cancel() {
    cancelled = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        throw new IllegalStateException("A running query cannot be interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The embedded SQL engine does not close", e);
    }
  }
}
