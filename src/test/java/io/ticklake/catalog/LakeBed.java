package io.ticklake.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.archive.S3LedgerStore;
import io.ticklake.archive.Schema;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerEntry.EntryLayout;
import io.ticklake.component.kafkaslice.LedgerEntry.EntryObject;
import io.ticklake.component.kafkaslice.LedgerKeys;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import io.ticklake.testkit.StageContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Embedded S3, Glue and Athena, a ledger as the archive writes it, and the catalogue's routes. */
final class LakeBed implements AutoCloseable {
  static final String BARS = "bars/timespan={header:timespan}/dt={header:dt}";
  static final String PARQUET =
      "1;parquet;codec=zstd:3;schema=bar[timespan](ticker:string!,close:double!,transactions:long)";
  static final String PARQUET_WITH_VWAP = PARQUET.replace("long)", "long,vwap:double)");
  static final String JSON = "1;jsonl;codec=none;numbers=strict;without=";

  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final Uuid TOPIC = Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAQ");

  final Landings landings = new Landings();
  final AwsClients aws;
  private final Path dir;
  private final EmbeddedServices services;
  private final S3LedgerStore ledger;
  private final Map<String, Long> next = new LinkedHashMap<>();
  private StageContext stage;

  LakeBed(Path dir) {
    this.dir = dir;
    this.services = EmbeddedServices.start(plan(dir));
    this.aws = new AwsClients(config(services.addresses()));
    this.ledger = new S3LedgerStore(aws.s3(), "ticklake");
  }

  /** The routes as the program has them, in this mode. */
  void start(String mode) throws Exception {
    stop();
    stage =
        new StageContext(
            Map.of(
                "ticklake.catalog.mode", mode,
                "ticklake.catalog.poll-interval", "100",
                "ticklake.catalog.poll-delay", "20ms"));
    stage.bind("glueClient", aws.glue());
    CatalogConfig config =
        new CatalogConfig("ticklake", Duration.ofHours(6), List.of("bars", "indices"));
    CatalogBeans beans = new CatalogBeans(config, landings, Clock.systemUTC(), event -> {});
    beans.bindTo(stage::bind);
    stage
        .camel()
        .addRoutes(
            new LedgerRoutes(
                config,
                new Lake("ticklake", ledger, LakeBed::shape),
                aws.glue(),
                Clock.systemUTC()));
    stage.start(new CatalogRoutes(beans), "catalog.camel.yaml");
  }

  void stop() {
    if (stage != null) {
      stage.close();
      stage = null;
    }
  }

  /** Removes a table and what is known of it. */
  void drop(String table) {
    aws.glue().deleteTable(r -> r.databaseName("ticklake").name(table));
  }

  /** An object of bars; the columns are SQL. */
  void landBars(String day, String format, String columns) throws Exception {
    Path file = dir.resolve("bars-" + next.size() + "-" + next.getOrDefault("bars", 0L));
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (SELECT %s) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(columns, file));
    }
    land("bars", BARS, format, "bars/timespan=day/dt=" + day, "parquet", Files.readAllBytes(file));
  }

  void landIndices(String market, String lines) throws Exception {
    land(
        "indices",
        "indices/market={field:index}",
        JSON,
        "indices/market=" + market,
        "jsonl",
        lines.getBytes(UTF_8));
  }

  /** The claim first, then the object, as the archive does it. */
  private void land(
      String archive, String path, String format, String folder, String end, byte[] bytes)
      throws Exception {
    long first = next.merge(archive, 1L, Long::sum) - 1;
    String key = folder + "/" + first + "." + end;
    LedgerEntry entry =
        new LedgerEntry(
            LedgerEntry.VERSION,
            LedgerEntry.Kind.DATA,
            first,
            first,
            1,
            "claim-" + first,
            "2026-11-20T21:00:00Z",
            new EntryLayout(path, format, "read_committed"),
            first,
            false,
            List.of(new EntryObject(key, 1, bytes.length)),
            List.of(),
            null);
    ledger.create(new LedgerKeys(archive, "topic", TOPIC, 0).entry(first), entry.toJson());
    aws.s3().putObject(r -> r.bucket("ticklake").key(key), RequestBody.fromBytes(bytes));
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));
  }

  /** The rows of an answer, values as Athena writes them; null where there is none. */
  List<List<String>> query(String sql) {
    String id =
        aws.athena()
            .startQueryExecution(
                r -> r.queryString(sql).queryExecutionContext(c -> c.database("ticklake")))
            .queryExecutionId();
    QueryExecution execution = ended(id);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new IllegalStateException(sql + ": " + execution.status().stateChangeReason());
    }
    List<List<String>> rows = new ArrayList<>();
    aws.athena()
        .getQueryResults(r -> r.queryExecutionId(id))
        .resultSet()
        .rows()
        .forEach(
            row -> {
              List<String> values = new ArrayList<>();
              row.data().forEach(cell -> values.add(cell.varCharValue()));
              rows.add(values);
            });
    return rows.subList(1, rows.size());
  }

  private QueryExecution ended(String id) {
    return org.awaitility.Awaitility.await("query " + id)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> aws.athena().getQueryExecution(r -> r.queryExecutionId(id)).queryExecution(),
            e ->
                e.status().state() != QueryExecutionState.QUEUED
                    && e.status().state() != QueryExecutionState.RUNNING);
  }

  /** As the program has it, but for dates, which these objects do not have. */
  private static ObjectShape shape(String format, String table) {
    Map<String, String> columns = new LinkedHashMap<>();
    Schema.ofFormat(format)
        .orElseGet(() -> Schema.read("schemas/" + table + ".json"))
        .columns()
        .forEach(
            column ->
                columns.put(
                    column.name(),
                    switch (column.type()) {
                      case DOUBLE -> "double";
                      case LONG -> "bigint";
                      default -> "string";
                    }));
    return new ObjectShape(
        format.contains("parquet") ? ObjectShape.Kind.PARQUET : ObjectShape.Kind.JSON, columns);
  }

  @Override
  public void close() {
    stop();
    aws.close();
    services.close();
  }

  private static EmbeddedPlan plan(Path dir) {
    return new EmbeddedPlan(
        Set.of(Service.S3, Service.GLUE, Service.ATHENA),
        dir.resolve("data"),
        "us-east-1",
        KEY,
        Optional.empty(),
        new EmbeddedPlan.Lake(
            "ticklake",
            "arn:aws:sns:us-east-1:000000000000:ticklake-objects",
            "data-team@example.com",
            "ticklake",
            "ticklake",
            List.of("bars/", "indices/"),
            "primary"),
        new EmbeddedPlan.Market("unused", 1, 60));
  }

  private static AwsConfig config(Map<Service, String> at) {
    return new AwsConfig(
        "us-east-1",
        Optional.of(KEY.id()),
        Optional.of(new Secret(KEY.secret())),
        Endpoint.parse(at.get(Service.S3)),
        Endpoint.parse("http://127.0.0.1:1"),
        Endpoint.parse(at.get(Service.GLUE)),
        Endpoint.parse(at.get(Service.ATHENA)));
  }
}
