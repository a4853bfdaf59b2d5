package io.ticklake.query;

import static org.awaitility.Awaitility.await;

import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.catalog.CatalogBeans;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.catalog.CatalogRoutes;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.model.Landings;
import io.ticklake.testkit.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;

/** Embedded S3, Glue and Athena, to be filled, crawled and asked. */
final class TestLake implements AutoCloseable {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");

  private final Path dir;
  private final EmbeddedServices services;
  private final AwsClients aws;

  TestLake(Path dir) {
    this.dir = dir;
    this.services = EmbeddedServices.start(plan());
    this.aws = new AwsClients(config());
  }

  AwsClients aws() {
    return aws;
  }

  QueryLibrary library() {
    return new QueryLibrary(dir.resolve("queries"), QueryConfigs.TABLES);
  }

  QueryResult ask(BoundQuery query, int limit) throws InterruptedException {
    QueryConfig config = QueryConfigs.of(Duration.ofMillis(20), Duration.ofSeconds(30), limit);
    return ask(
        new Question(query, "ticklake", "s3://ticklake/_athena/", config.scanLimit()), limit);
  }

  QueryResult ask(Question question, int limit) throws InterruptedException {
    QueryConfig config = QueryConfigs.of(Duration.ofMillis(20), Duration.ofSeconds(30), limit);
    return new AthenaQuery(aws.athena(), config, Clock.systemUTC()).ask(question, limit).result();
  }

  void put(String key, byte[] bytes) {
    aws.s3().putObject(r -> r.bucket("ticklake").key(key), RequestBody.fromBytes(bytes));
  }

  /** An object of what a SELECT of DuckDB gives. */
  void putParquet(String key, String select) throws IOException, SQLException {
    Path file = Files.createTempFile(dir, "rows", ".parquet");
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(select, file));
    }
    put(key, Files.readAllBytes(file));
  }

  void crawl() throws Exception {
    Landings landings = new Landings();
    try (StageContext stage =
        new StageContext(
            Map.of(
                "ticklake.catalog.poll-interval", "100", "ticklake.catalog.poll-delay", "20ms"))) {
      stage.bind("glueClient", aws.glue());
      CatalogBeans beans =
          new CatalogBeans(
              new CatalogConfig("ticklake", Duration.ofHours(1), List.of()),
              landings,
              Clock.systemUTC(),
              event -> {});
      beans.bindTo(stage::bind);
      stage.start(new CatalogRoutes(beans), "catalog.camel.yaml");
      await("the crawl").atMost(Duration.ofSeconds(60)).until(landings::isCatalogued);
    }
  }

  @Override
  public void close() {
    aws.close();
    services.close();
  }

  private EmbeddedPlan plan() {
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

  private AwsConfig config() {
    Map<Service, String> at = services.addresses();
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
