package io.ticklake.embedded.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.athena.Progress.State;
import io.ticklake.embedded.athena.engine.CatalogTables;
import io.ticklake.embedded.athena.engine.DuckDb;
import io.ticklake.embedded.athena.engine.EngineSettings;
import io.ticklake.embedded.athena.engine.LakeTables;
import io.ticklake.embedded.athena.engine.QueryCancelled;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.SqlType;
import io.ticklake.embedded.athena.sql.SyntaxError;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.athena.sql.Translation;
import io.ticklake.embedded.athena.sql.Translator;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.CatalogException;
import io.ticklake.embedded.storage.ObjectStore;
import io.trino.sql.tree.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one execution from RUNNING to its end. */
final class QueryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);

  private final AthenaSettings settings;
  private final ObjectStore store;
  private final CatalogTables schemas;
  private final LakeTables tables;
  private final CatalogCommands catalogCommands;
  private final Clock clock;

  QueryRunner(AthenaSettings settings, Catalog catalog, ObjectStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.schemas = new CatalogTables(catalog);
    this.tables = new LakeTables(catalog, store);
    this.catalogCommands = new CatalogCommands(catalog, store, this::viewColumns);
    this.clock = clock;
  }

  /** Where the rows of an execution are. */
  ResultFile results(String id) {
    return new ResultFile(settings.dataDir().resolve("results").resolve(id + ".csv"));
  }

  /** Never throws: whatever happens is the execution's state. */
  void run(Execution execution) {
    execution.update(p -> p.running(clock.instant()));
    try {
      Command command = Commands.parse(execution.request().sql());
      perform(command, execution);
      execution.update(p -> p.ended(State.SUCCEEDED, "", clock.instant()));
    } catch (QueryCancelled e) {
      execution.cancel(String.valueOf(e.getMessage()), clock.instant());
    } catch (QueryFailure e) {
      fail(execution, String.valueOf(e.getMessage()));
    } catch (CatalogException e) {
      fail(execution, "FAILED: Execution Error: " + e.code() + ": " + e.getMessage());
    } catch (SyntaxError e) {
      fail(execution, "FAILED: ParseException " + e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      LOG.atWarn().setCause(e).addKeyValue("query", execution.request().id()).log("query failed");
      fail(execution, "HIVE_CANNOT_OPEN_SPLIT: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("query", execution.request().id()).log("query failed");
      fail(execution, "GENERIC_INTERNAL_ERROR: " + e);
    }
    Progress end = execution.progress();
    LOG.atInfo()
        .addKeyValue("query", execution.request().id())
        .addKeyValue("state", end.state())
        .addKeyValue("bytes", end.scannedBytes())
        .addKeyValue(
            "tookMs", Duration.between(execution.request().submitted(), clock.instant()).toMillis())
        .log("query finished");
  }

  private void fail(Execution execution, String reason) {
    execution.update(p -> p.ended(State.FAILED, reason, clock.instant()));
  }

  private void perform(Command command, Execution execution) throws IOException {
    ResultFile file = results(execution.request().id());
    try (var writer = new ResultWriter(file, execution)) {
      if (command instanceof Command.Select select) {
        select(select.query(), execution, writer);
      } else if (command instanceof Command.Explain explain) {
        explain(explain.query(), execution, writer);
      } else {
        catalogCommands.perform(command, execution.request(), writer);
      }
    }
    upload(execution, file);
  }

  private void select(Query query, Execution execution, ResultWriter writer) throws IOException {
    Translation translation = translate(query, execution.request());
    try (DuckDb duck = DuckDb.open(engine())) {
      execution.runsOn(duck);
      try {
        provide(duck, translation, execution);
        duck.run(translation, writer);
      } finally {
        execution.engineIsDone();
      }
    }
  }

  private void provide(DuckDb duck, Translation translation, Execution execution)
      throws IOException {
    Instant start = clock.instant();
    long bytes = tables.provide(duck, translation.scans());
    long took = Duration.between(start, clock.instant()).toMillis();
    execution.update(p -> p.planned(bytes, took));
    if (settings.scanLimitBytes() > 0 && bytes > settings.scanLimitBytes()) {
      throw new QueryCancelled("Bytes scanned limit was exceeded");
    }
  }

  private void explain(Query query, Execution execution, ResultWriter writer) throws IOException {
    Translation translation = translate(query, execution.request());
    writer.columns(List.of(new Column("Query Plan", SqlType.VARCHAR)));
    try (DuckDb duck = DuckDb.open(engine())) {
      provide(duck, translation, execution);
      writer.row(List.of("Plan of the embedded engine (DuckDB), not of Athena:"));
      for (var row : duck.rows("EXPLAIN " + translation.sql())) {
        for (String line : String.valueOf(row.get(1)).lines().toList()) {
          writer.row(List.of(line));
        }
      }
    } catch (SQLException e) {
      throw new QueryFailure("GENERIC_INTERNAL_ERROR", String.valueOf(e.getMessage()));
    }
  }

  private Translation translate(Query query, QueryRequest request) {
    return Translator.translate(
        query, request.sql(), request.databaseOrDefault(), schemas, request.parameters());
  }

  /** What a view's query gives; the view's own failure shows here, not when it is read. */
  private List<Column> viewColumns(Query query, QueryRequest request) throws IOException {
    Translation translation = translate(query, request);
    try (DuckDb duck = DuckDb.open(engine())) {
      tables.provide(duck, translation.scans());
      return duck.describe(translation);
    }
  }

  private EngineSettings engine() {
    return new EngineSettings(
        settings.memoryPerQuery(), 2, settings.dataDir().resolve("spill").toAbsolutePath());
  }

  /** The result where the client looks for it. Athena's {@code .metadata} beside it is left out. */
  private void upload(Execution execution, ResultFile file) throws IOException {
    QueryRequest request = execution.request();
    URI target = URI.create(request.outputObject());
    boolean csv = request.outputObject().endsWith(".csv");
    byte[] body = csv ? csv(execution, file) : text(file);
    store.put(
        String.valueOf(target.getAuthority()),
        target.getPath().substring(1),
        body,
        csv ? "text/csv" : "text/plain");
  }

  private static byte[] csv(Execution execution, ResultFile file) throws IOException {
    var names = new ArrayList<@Nullable String>();
    execution.columns().forEach(column -> names.add(column.name()));
    var body = new ByteArrayOutputStream();
    body.writeBytes(ResultFile.line(names).getBytes(UTF_8));
    body.writeBytes(file.bytes());
    return body.toByteArray();
  }

  private static byte[] text(ResultFile file) throws IOException {
    var lines = new StringBuilder();
    for (var row : file.page(0, Integer.MAX_VALUE).rows()) {
      lines.append(String.join("\t", row.stream().map(c -> c == null ? "" : c).toList()));
      lines.append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  static void prepare(Path dataDir) throws IOException {
    java.nio.file.Files.createDirectories(dataDir.resolve("results"));
    java.nio.file.Files.createDirectories(dataDir.resolve("spill"));
  }
}
