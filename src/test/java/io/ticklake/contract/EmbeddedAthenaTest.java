package io.ticklake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.athena.AthenaServer;
import io.ticklake.embedded.athena.AthenaSettings;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.storage.S3ObjectStore;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.S3Client;

/** What the AWS SDK's Athena client meets at the embedded Athena, over embedded S3. */
class EmbeddedAthenaTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String RESULTS = "s3://lake/_athena/";

  @TempDir static Path dir;
  private static S3Server s3Server;
  private static S3Client s3;
  private static AthenaServer server;
  private static AthenaClient athena;

  @BeforeAll
  static void start() throws Exception {
    s3Server = S3Server.start(dir.resolve("s3"), KEY);
    s3Server.createBucket("lake");
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create(s3Server.address()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials(KEY.secret()))
            .build();
    server =
        AthenaServer.start(
            AthenaSettings.of(dir.resolve("athena"), RESULTS),
            Catalog.open(dir.resolve("catalog")),
            new S3ObjectStore(s3, dir.resolve("cache")),
            KEY);
    athena = client(KEY.secret());
    putBars();
    putJson();
    putCsv();
    run("CREATE DATABASE market");
    run(
        "CREATE EXTERNAL TABLE market.bars (ticker string, close double, volume bigint, t timestamp, note string)"
            + " PARTITIONED BY (dt string) STORED AS PARQUET LOCATION 's3://lake/bars/'");
    run("MSCK REPAIR TABLE market.bars");
    run(
        "CREATE EXTERNAL TABLE market.raw (ticker string, c double, n int, tags array<string>, more struct<A:int,b:string>)"
            + " PARTITIONED BY (dt string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/raw/'");
    run("ALTER TABLE market.raw ADD PARTITION (dt='2026-11-19') PARTITION (dt='2026-11-20')");
    run(
        "CREATE EXTERNAL TABLE market.listing (symbol string, name string, shares int)"
            + " ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/listing/' TBLPROPERTIES ('skip.header.line.count'='1')");
  }

  private static void putBars() throws Exception {
    for (String day : List.of("2026-11-19", "2026-11-20")) {
      Path file = dir.resolve(day + ".parquet");
      String more = day.endsWith("20") ? ", 'late' AS note" : "";
      try (var duck = DriverManager.getConnection("jdbc:duckdb:");
          var statement = duck.createStatement()) {
        statement.execute(
            "COPY (SELECT * FROM (SELECT 'T' || i AS \"Ticker\", i + 0.5::DOUBLE AS close, i::BIGINT AS volume, TIMESTAMP '"
                + day
                + " 09:31:00' AS t"
                + more
                + " FROM range(100) r(i))) TO '"
                + file
                + "' (FORMAT parquet, COMPRESSION zstd)");
      }
      put("bars/dt=" + day + "/a.parquet", Files.readAllBytes(file));
    }
    put("bars/dt=2026-11-20/_SUCCESS", new byte[] {1});
    put("bars/_ledger/dt=2026-11-20/x.parquet", new byte[] {1});
  }

  private static void putJson() throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(
          "{\"Ticker\":\"A\",\"c\":1.5,\"n\":3,\"tags\":[\"x\",\"y\"],\"more\":{\"A\":1,\"b\":\"q\"}}\n{\"Ticker\":\"B\",\"c\":2}\n"
              .getBytes(UTF_8));
    }
    put("raw/dt=2026-11-19/a.jsonl.gz", zipped.toByteArray());
    put("raw/dt=2026-11-20/a.jsonl", "{\"Ticker\":\"C\",\"c\":null}\n".getBytes(UTF_8));
  }

  private static void putCsv() {
    put("listing/a.csv", "symbol,name,shares\nA,Alpha,10\nB,Beta\n,\"q\",3,9\n".getBytes(UTF_8));
  }

  private static void put(String key, byte[] body) {
    s3.putObject(r -> r.bucket("lake").key(key), RequestBody.fromBytes(body));
  }

  @AfterAll
  static void stop() {
    athena.close();
    server.close();
    s3.close();
    s3Server.close();
  }

  private static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), secret));
  }

  private static AthenaClient client(String secret) {
    return AthenaClient.builder()
        .endpointOverride(URI.create(server.address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(secret))
        .build();
  }

  private static String start(String sql, String... parameters) {
    return athena
        .startQueryExecution(
            r -> {
              r.queryString(sql).queryExecutionContext(c -> c.database("market"));
              if (parameters.length > 0) {
                r.executionParameters(parameters);
              }
            })
        .queryExecutionId();
  }

  private static QueryExecution ended(String id) {
    return await("query " + id)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution(),
            e -> e.status().completionDateTime() != null);
  }

  private static QueryExecution run(String sql, String... parameters) {
    QueryExecution execution = ended(start(sql, parameters));
    assertThat(execution.status().state())
        .as(sql + ": " + execution.status().stateChangeReason())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    return execution;
  }

  private static String failure(String sql) {
    QueryExecution execution = ended(start(sql));
    assertThat(execution.status().state()).as(sql).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().athenaError().errorMessage())
        .isEqualTo(execution.status().stateChangeReason());
    return execution.status().stateChangeReason();
  }

  private static List<String> rows(String sql, String... parameters) {
    String id = run(sql, parameters).queryExecutionId();
    return athena.getQueryResults(r -> r.queryExecutionId(id)).resultSet().rows().stream()
        .map(EmbeddedAthenaTest::text)
        .toList();
  }

  private static String text(Row row) {
    return String.join(
        "|", row.data().stream().map(d -> String.valueOf(d.varCharValue())).toList());
  }

  @Test
  void firstRowOfAQueryNamesTheColumns() {
    assertThat(rows("SELECT Ticker, close FROM bars WHERE dt = '2026-11-20' AND volume = 7"))
        .containsExactly("Ticker|close", "T7|7.5");
  }

  @Test
  void columnsThatOlderObjectsLackAreNull() {
    assertThat(rows("SELECT dt, count(*), count(note), max(t) FROM bars GROUP BY dt ORDER BY dt"))
        .containsExactly(
            "dt|_col1|_col2|_col3",
            "2026-11-19|100|0|2026-11-19 09:31:00.000",
            "2026-11-20|100|100|2026-11-20 09:31:00.000");
  }

  @Test
  void readsOnlyThePartitionsThatTheConditionLeaves() {
    long all = run("SELECT sum(c) FROM raw").statistics().dataScannedInBytes();
    long one =
        run("SELECT sum(c) FROM raw WHERE dt >= '2026-11-20'").statistics().dataScannedInBytes();
    long none =
        run("SELECT sum(c) FROM raw WHERE dt IN ('x', 'y')").statistics().dataScannedInBytes();
    long computed =
        run("SELECT sum(c) FROM raw r WHERE date_parse(r.dt, '%Y-%m-%d') BETWEEN DATE '2026-11-20' AND DATE '2026-11-30' AND c > 0")
            .statistics()
            .dataScannedInBytes();
    assertThat(one).isEqualTo("{\"Ticker\":\"C\",\"c\":null}\n".length()).isEqualTo(computed);
    assertThat(all).isGreaterThan(one);
    assertThat(none).isZero();
  }

  @Test
  void outerJoinsKeepTheirRowsOfNulls() {
    assertThat(
            rows(
                "SELECT a.ticker, b.dt FROM raw a LEFT JOIN raw b ON a.ticker = b.ticker AND b.dt = '2026-11-19' WHERE b.dt IS NULL"))
        .containsExactly("ticker|dt", "C|null");
  }

  @Test
  void jsonKeysAreFoundInAnyCaseAndNestedValuesPrintedAsAthenaDoes() {
    assertThat(rows("SELECT *, more.b FROM raw ORDER BY ticker"))
        .containsExactly(
            "ticker|c|n|tags|more|dt|b",
            "A|1.5|3|[x, y]|{A=1, b=q}|2026-11-19|q",
            "B|2.0|null|null|null|2026-11-19|null",
            "C|null|null|null|null|2026-11-20|null");
  }

  @Test
  void csvGoesByPlaceWithoutQuotes() {
    assertThat(rows("SELECT * FROM listing ORDER BY symbol"))
        .containsExactly("symbol|name|shares", "|\"q\"|3", "A|Alpha|10", "B|Beta|null");
  }

  @Test
  void saysWhichObjectARowCameFrom() {
    assertThat(rows("SELECT \"$path\" FROM raw WHERE ticker = 'C'"))
        .containsExactly("$path", "s3://lake/raw/dt=2026-11-20/a.jsonl");
  }

  @Test
  void badDataFailsInAthenasWords() {
    put("bad/a.csv", "A,0.5\n".getBytes(UTF_8));
    run(
        "CREATE EXTERNAL TABLE bad (s string, n int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/bad/'");
    assertThat(failure("SELECT * FROM bad"))
        .isEqualTo(
            "HIVE_BAD_DATA: Error parsing field value '0.5' for field 1: For input string: \"0.5\"");
    run(
        "CREATE EXTERNAL TABLE wrong (close int) STORED AS PARQUET LOCATION 's3://lake/bars/dt=2026-11-20/'");
    assertThat(failure("SELECT close FROM wrong"))
        .isEqualTo(
            "HIVE_BAD_DATA: Malformed Parquet file. Field close's type DOUBLE in parquet file s3://lake/bars/dt=2026-11-20/a.parquet is incompatible with type integer defined in table schema");
    put("badjson/a.jsonl", "{\"a\":1}\nnot json\n".getBytes(UTF_8));
    run(
        "CREATE EXTERNAL TABLE badjson (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/badjson/'");
    assertThat(failure("SELECT * FROM badjson"))
        .startsWith("HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JSONException: ");
  }

  @Test
  void writesTheResultAsCsvWhereTheClientAsked() {
    QueryExecution execution =
        ended(
            athena
                .startQueryExecution(
                    r ->
                        r.queryString("SELECT 1 AS a, NULL AS b, '' AS c, 'x\"y' AS d")
                            .resultConfiguration(c -> c.outputLocation("s3://lake/mine")))
                .queryExecutionId());
    String location = "s3://lake/mine/" + execution.queryExecutionId() + ".csv";
    assertThat(execution.resultConfiguration().outputLocation()).isEqualTo(location);
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket("lake").key(location.substring(10))).asUtf8String())
        .isEqualTo("\"a\",\"b\",\"c\",\"d\"\n\"1\",,\"\",\"x\"\"y\"\n");
  }

  @Test
  void pagesCountTheHeaderRow() {
    String id = run("SELECT x FROM UNNEST(sequence(1, 2500)) AS t(x)").queryExecutionId();
    var pages = athena.getQueryResultsPaginator(r -> r.queryExecutionId(id)).stream().toList();
    assertThat(pages).extracting(p -> p.resultSet().rows().size()).containsExactly(1000, 1000, 501);
    assertThat(text(pages.get(1).resultSet().rows().get(0))).isEqualTo("1000");
    assertThatThrownBy(
            () -> athena.getQueryResults(r -> r.queryExecutionId(id).nextToken("nonsense")))
        .hasMessageContaining("Malformed nextPageToken nonsense");
  }

  @Test
  void describesColumnsAsTheServiceDoes() {
    String id =
        run("SELECT 1 AS i, close, CAST(1 AS decimal(10,2)) AS d, ticker, tags, now() AS n FROM bars CROSS JOIN (SELECT tags FROM raw) LIMIT 0")
            .queryExecutionId();
    GetQueryResultsResponse results = athena.getQueryResults(r -> r.queryExecutionId(id));
    assertThat(results.resultSet().resultSetMetadata().columnInfo())
        .extracting(c -> c.type() + " " + c.precision() + " " + c.scale())
        .containsExactly(
            "integer 10 0",
            "double 17 0",
            "decimal 10 2",
            "varchar 2147483647 0",
            "array 0 0",
            "timestamp with time zone 3 0");
  }

  @Test
  void parametersFillTheQuestionMarks() {
    assertThat(rows("SELECT ticker FROM raw WHERE ticker = ? AND c > ? LIMIT ?", "'B'", "1.0", "5"))
        .containsExactly("ticker", "B");
  }

  @Test
  void parametersFillTheQuestionMarksInTheOrderOfTheText() {
    assertThat(
            rows(
                """
                WITH spans AS (SELECT ? AS a, ? AS b), picked AS (SELECT * FROM spans WHERE a = ?)
                SELECT a, b, ? AS c FROM picked WHERE b < ? ORDER BY a LIMIT ?""",
                "1",
                "2",
                "1",
                "'x'",
                "3",
                "4"))
        .containsExactly("a|b|c", "1|2|x");
  }

  @Test
  void parametersMustBeAsManyAsTheQuestionMarks() {
    assertThat(ended(start("SELECT ?, ?", "1")).status().stateChangeReason())
        .contains("Incorrect number of parameters: expected 2 but found 1");
    assertThat(ended(start("SELECT ?", "1", "2")).status().stateChangeReason())
        .contains("Incorrect number of parameters: expected 1 but found 2");
  }

  @Test
  void showsAndDescribesWhatTheCatalogueHolds() {
    assertThat(rows("SHOW TABLES IN market 'lis*'")).containsExactly("listing");
    assertThat(rows("SHOW DATABASES")).containsExactly("market");
    assertThat(rows("SHOW PARTITIONS bars")).containsExactly("dt=2026-11-19", "dt=2026-11-20");
    assertThat(rows("SHOW COLUMNS IN listing")).first().asString().startsWith("symbol");
    assertThat(rows("DESCRIBE listing"))
        .contains("shares              \tint                 \t" + " ".repeat(20));
    assertThat(rows("SHOW CREATE TABLE bars"))
        .first()
        .isEqualTo("CREATE EXTERNAL TABLE `market.bars`(");
    assertThat(rows("EXPLAIN SELECT * FROM listing")).contains("Query Plan");
  }

  @Test
  void viewsAreKeptAndReadWithTheirOwnDatabase() {
    run(
        "CREATE OR REPLACE VIEW market.latest AS SELECT ticker, max(dt) AS day FROM bars GROUP BY 1");
    assertThat(rows("SELECT day, count(*) FROM market.latest GROUP BY day"))
        .containsExactly("day|_col1", "2026-11-20|100");
    assertThat(rows("SHOW VIEWS")).contains("latest");
    run("DROP VIEW market.latest");
    assertThat(failure("SELECT * FROM market.latest"))
        .isEqualTo(
            "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.market.latest' does not exist");
  }

  @Test
  void syntaxErrorsNeverBecomeExecutions() {
    assertThatThrownBy(() -> start("SELEC 1"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.athenaErrorCode()).isEqualTo("MALFORMED_QUERY"))
        .hasMessageContaining("line 1:1: mismatched input 'SELEC'. Expecting: 'ALTER', 'ANALYZE'")
        .hasMessageContaining("'UNLOAD', 'UPDATE'");
    assertThatThrownBy(() -> start("CREATE EXTERNAL TABLE t (a int"))
        .hasMessageContaining("no viable alternative at input");
    assertThatThrownBy(() -> start("DESCRIBE nothing")).hasMessageContaining("Entity Not Found");
  }

  @Test
  void resultsOfAFailedQueryAreRefused() {
    QueryExecution execution = ended(start("SELECT 1/0"));
    assertThat(execution.status().stateChangeReason())
        .isEqualTo("DIVISION_BY_ZERO: Division by zero");
    assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    assertThatThrownBy(
            () -> athena.getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId())))
        .hasMessageContaining("Query did not finish successfully. Final query state: FAILED");
    assertThatThrownBy(() -> athena.getQueryExecution(r -> r.queryExecutionId("none")))
        .hasMessageContaining("QueryExecution none was not found");
  }

  @Test
  void theSameTokenStartsOneExecution() {
    String token = "token-0123456789-0123456789-0123456789";
    String first =
        athena
            .startQueryExecution(r -> r.queryString("SELECT 1").clientRequestToken(token))
            .queryExecutionId();
    String again =
        athena
            .startQueryExecution(r -> r.queryString("SELECT 1").clientRequestToken(token))
            .queryExecutionId();
    assertThat(again).isEqualTo(first);
    assertThatThrownBy(
            () ->
                athena.startQueryExecution(
                    r -> r.queryString("SELECT 2").clientRequestToken(token)))
        .hasMessageContaining("Idempotent parameters do not match");
  }

  @Test
  void aStoppedQueryIsCancelled() {
    String id =
        start(
            "SELECT count(*) FROM UNNEST(sequence(1, 10000000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 1000)) AS b(y) WHERE (x * y) % 7 = 3");
    await()
        .until(
            () ->
                athena
                        .getQueryExecution(r -> r.queryExecutionId(id))
                        .queryExecution()
                        .status()
                        .state()
                    == QueryExecutionState.RUNNING);
    athena.stopQueryExecution(r -> r.queryExecutionId(id));
    QueryExecution execution = ended(id);
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(execution.status().stateChangeReason()).isEqualTo("Query cancelled by user");
    assertThat(execution.status().athenaError()).isNull();
    assertThat(athena.listQueryExecutions().queryExecutionIds()).contains(id);
  }

  @Test
  void queriesReachNothingButTheirTables() {
    assertThatThrownBy(() -> start("SELECT * FROM read_csv('/etc/passwd')"))
        .hasMessageContaining("mismatched input '('");
    assertThat(failure("SELECT * FROM \"/etc/passwd\"")).contains("TABLE_NOT_FOUND");
    assertThat(failure("SELECT * FROM duckdb_settings")).contains("TABLE_NOT_FOUND");
    assertThat(failure("SELECT getenv('HOME')")).contains("FUNCTION_NOT_FOUND");
  }

  @Test
  void describesItsWorkGroup() {
    var group = athena.getWorkGroup(r -> r.workGroup("primary")).workGroup();
    assertThat(group.configuration().resultConfiguration().outputLocation()).isEqualTo(RESULTS);
    assertThatThrownBy(() -> athena.getWorkGroup(r -> r.workGroup("other")))
        .hasMessageContaining("WorkGroup is not found.");
  }

  @Test
  void aWrongSecretIsRefused() {
    try (AthenaClient stranger = client("wrong")) {
      assertThatThrownBy(stranger::listQueryExecutions)
          .isInstanceOfSatisfying(
              AthenaException.class, e -> assertThat(e.statusCode()).isIn(400, 403));
    }
  }
}
