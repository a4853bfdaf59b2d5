package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.model.Landings;
import io.ticklake.testkit.LogLines;
import io.ticklake.testkit.ScriptedAwsServer;
import io.ticklake.testkit.StageContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

class QueryRouteTest {
  @RegisterExtension final ScriptedAwsServer athena = new ScriptedAwsServer();
  @RegisterExtension final LogLines log = new LogLines(QueryRoutes.class.getPackage());
  private final Landings landings = new Landings();
  private final StageContext stage =
      new StageContext(
          Map.of(
              "ticklake.query.poll-delay", "1ms",
              "ticklake.query.poll-interval", "100ms",
              "ticklake.query.wait-timeout", "300ms"));

  @BeforeEach
  void script() {
    athena.on("StartQueryExecution").answers("{\"QueryExecutionId\":\"id-1\"}");
    athena.on("StopQueryExecution").answers("{}");
    athena
        .on("GetQueryResults")
        .answers(
            """
            {"ResultSet":{"ResultSetMetadata":{"ColumnInfo":[{"Name":"n","Type":"bigint"}]},
             "Rows":[{"Data":[{"VarCharValue":"n"}]},{"Data":[{"VarCharValue":"42"}]}]}}""");
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void logsTheAnswerAsATableWithWhatItCost() throws Exception {
    athena.on("GetQueryExecution").answers(execution("RUNNING", "")).answers(succeeded());

    start();

    await("an answer").until(() -> !log.at(Level.INFO).isEmpty());
    assertThat(log.at(Level.INFO).get(0))
        .isEqualTo(
            """
            query answered query=daily-summary rows=1 bytes=1234 tookMs=56
            +----+
            |  n |
            +----+
            | 42 |
            +----+""");
  }

  @Test
  void asksEveryQueryOfTheFileInItsDatabaseAndWorkgroup() throws Exception {
    athena.on("GetQueryExecution").answers(succeeded());

    start();

    await("all queries")
        .untilAsserted(
            () ->
                assertThat(String.join(" ", log.at(Level.INFO)))
                    .contains(
                        "query=daily-summary",
                        "query=top-movers",
                        "query=freshness",
                        "query=rows-by-day"));
    JsonNode request = athena.calls("StartQueryExecution").get(0).body();
    assertThat(request.at("/QueryString").asText()).startsWith("-- daily-summary: ");
    assertThat(request.at("/QueryExecutionContext/Database").asText()).isEqualTo("ticklake");
    assertThat(request.at("/WorkGroup").asText()).isEqualTo("primary");
    assertThat(request.at("/ResultConfiguration/OutputLocation").asText())
        .isEqualTo("s3://ticklake/_athena/");
  }

  @Test
  void aFailedQueryIsAnErrorWithAthenasReasonAndIsAskedAgain() throws Exception {
    athena
        .on("GetQueryExecution")
        .answers(execution("FAILED", "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved"))
        .answers(succeeded());

    start();

    await("the answer to the second try").until(() -> !log.at(Level.INFO).isEmpty());
    assertThat(log.at(Level.ERROR))
        .singleElement()
        .asString()
        .contains("'daily-summary' ended FAILED", "Column 'x' cannot be resolved", "QUERY_FAILED");
  }

  @Test
  void aCancelledQueryIsAnErrorToo() throws Exception {
    athena
        .on("GetQueryExecution")
        .answers(execution("CANCELLED", "Bytes scanned limit was exceeded"));

    start();

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0)).contains("CANCELLED: Bytes scanned limit was exceeded");
  }

  @Test
  void aQueryThatTakesTooLongIsStoppedAndReported() throws Exception {
    athena.on("GetQueryExecution").answers(execution("RUNNING", ""));

    start();

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains(
            "'daily-summary' had not ended", "ticklake.query.wait-timeout", "QUERY_TIMED_OUT");
    assertThat(athena.calls("StopQueryExecution").get(0).body().at("/QueryExecutionId").asText())
        .isEqualTo("id-1");
  }

  @Test
  void aStatementThatAthenaRefusesIsAnErrorWithItsWords() throws Exception {
    athena
        .on("StartQueryExecution")
        .refuses(400, "InvalidRequestException", "line 1:1: mismatched input 'SELEC'");
    athena.on("GetQueryExecution").answers(succeeded());

    start();

    await("the first query answered, a later one refused")
        .until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("Athena refuses it: line 1:1: mismatched input 'SELEC'", "QUERY_FAILED");
  }

  @Test
  void anAbsentTableIsNoErrorBeforeTheCatalogueHasOne() throws Exception {
    athena.on("GetQueryExecution").answers(absentTable());

    start();

    await("a line").until(() -> !log.at(Level.INFO).isEmpty());
    assertThat(log.at(Level.INFO).get(0)).isEqualTo("nothing to query yet query=daily-summary");
    assertThat(log.at(Level.ERROR)).isEmpty();
    assertThat(athena.calls("GetQueryResults")).isEmpty();
  }

  @Test
  void anAbsentTableIsAnErrorOnceTheCatalogueHasTables() throws Exception {
    landings.catalogued();
    athena.on("GetQueryExecution").answers(absentTable());

    start();

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0)).contains("Table 'awsdatacatalog.ticklake.bars'");
  }

  @Test
  void sqlMayStandInTheRouteFileAndHaveItsOwnPeriod() throws Exception {
    athena.on("GetQueryExecution").answers(succeeded());
    String packaged = read("/routes/query.camel.yaml");
    String template = packaged.substring(0, packaged.indexOf("- templatedRoute:"));

    startWith(
        template
            + """
            - templatedRoute:
                routeId: query-mine
                routeTemplateRef: athena-query
                parameters:
                  - { name: name, value: mine }
                  - { name: sql, value: "SELECT count(*) AS n FROM bars WHERE dt = '2026-11-20'" }
                  - { name: period, value: 1h }
            """);

    await("an answer").until(() -> !log.at(Level.INFO).isEmpty());
    await("no second")
        .during(Duration.ofMillis(300))
        .until(() -> athena.calls("StartQueryExecution").size() == 1);
    assertThat(athena.calls("StartQueryExecution").get(0).body().at("/QueryString").asText())
        .isEqualTo("SELECT count(*) AS n FROM bars WHERE dt = '2026-11-20'");
  }

  private void start() throws Exception {
    prepare();
    stage.start(new QueryRoutes(), "query.camel.yaml");
  }

  private void startWith(String yaml) throws Exception {
    prepare();
    stage.startWith(new QueryRoutes(), yaml);
  }

  private void prepare() {
    AthenaClient client = client();
    stage.bind("athenaClient", client);
    QueryConfig config =
        new QueryConfig("primary", Duration.ofMillis(1), Duration.ofMillis(300), 20);
    new QueryBeans(config, client, landings).bindTo(stage::bind);
  }

  private static String read(String resource) throws Exception {
    try (var in = QueryRouteTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String succeeded() {
    return execution("SUCCEEDED", "");
  }

  private static String absentTable() {
    return execution(
        "FAILED", "TABLE_NOT_FOUND: line 3:6: Table 'awsdatacatalog.ticklake.bars' does not exist");
  }

  private static String execution(String state, String reason) {
    return """
        {"QueryExecution":{"QueryExecutionId":"id-1","StatementType":"DML",
         "Status":{"State":"%s","StateChangeReason":"%s"},
         "ResultConfiguration":{"OutputLocation":"s3://ticklake/_athena/id-1.csv"},
         "Statistics":{"DataScannedInBytes":1234,"TotalExecutionTimeInMillis":56}}}"""
        .formatted(state, reason);
  }

  private AthenaClient client() {
    return AthenaClient.builder()
        .endpointOverride(athena.address())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
