package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import io.ticklake.testkit.LogLines;
import io.ticklake.testkit.ScriptedAwsServer;
import io.ticklake.testkit.StageContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
import software.amazon.awssdk.services.sns.model.PublishRequest;

class QueryRouteTest {
  @RegisterExtension final ScriptedAwsServer athena = new ScriptedAwsServer();
  @RegisterExtension final LogLines log = new LogLines(QueryRoutes.class.getPackage());
  private final Landings landings = new Landings();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final RecordedDeliveries deliveries = new RecordedDeliveries();
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
            query answered query=daily-summary rows=1 bytes=1234 cost=$0.000048 tookMs=56
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
    assertThat(log.at(Level.ERROR).get(0))
        .contains("CANCELLED: Bytes scanned limit was exceeded", "workgroup");
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
  void aStopOfTheProgramStopsTheQueryUnderWayAndIsNoError() throws Exception {
    athena.on("GetQueryExecution").answers(execution("RUNNING", ""));
    stage.start(new QueryRoutes(prepare(Duration.ofMinutes(5))), "query.camel.yaml");
    await("a query under way").until(() -> athena.calls("GetQueryExecution").size() > 5);

    stage.close();

    assertThat(athena.calls("StopQueryExecution")).isNotEmpty();
    assertThat(log.at(Level.ERROR)).isEmpty();
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
  void aTableThatComesWhileAQueryRunsComesTooLateForIt() throws Exception {
    athena.on("GetQueryExecution").answers(execution("RUNNING", ""));

    start();

    await("asked").until(() -> !athena.calls("GetQueryExecution").isEmpty());
    landings.catalogued();
    athena.on("GetQueryExecution").answers(absentTable());
    await("a line").until(() -> !log.at(Level.INFO).isEmpty());
    assertThat(log.at(Level.INFO).get(0)).isEqualTo("nothing to query yet query=daily-summary");
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
    startWith(
        template()
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

  @Test
  void parametersOfALineAreBoundAndNotPasted() throws Exception {
    athena.on("GetQueryExecution").answers(succeeded());

    startWith(template() + line("top-movers", "parameters: ticker=O'X%; top=3"));

    await("an answer").until(() -> !log.at(Level.INFO).isEmpty());
    JsonNode request = athena.calls("StartQueryExecution").get(0).body();
    assertThat(request.at("/ExecutionParameters"))
        .extracting(JsonNode::asText)
        .containsExactly("14", "'O''X%'", "3");
    assertThat(request.at("/QueryString").asText()).doesNotContain("O'X");
  }

  @Test
  void aParameterOfAnotherTypeIsAnErrorAndAthenaIsNotAsked() throws Exception {
    startWith(template() + line("top-movers", "parameters: top=many"));

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("parameter 'top' is 'many', which is not a whole number")
        .contains("QUERY_PARAMETER_REFUSED");
    assertThat(athena.calls("StartQueryExecution")).isEmpty();
  }

  @Test
  void anUnknownQueryIsAnErrorThatNamesTheKnownOnes() throws Exception {
    startWith(template() + line("movers", "parameters: none"));

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("There is no query 'movers'", "top-movers", "QUERY_FILE_UNUSABLE");
  }

  @Test
  void aQueryOverItsScanLimitIsStopped() throws Exception {
    athena.on("GetQueryExecution").answers(execution("RUNNING", ""));

    startWith(template() + line("freshness", "scanLimit: 1KB"));

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("'freshness' was stopped: it had read 1,234 bytes", "1KB", "QUERY_SCAN_LIMIT");
    assertThat(athena.calls("StopQueryExecution")).isNotEmpty();
  }

  @Test
  void aQueryThatItsWorkgroupCutsOffNamesThatLimit() throws Exception {
    athena
        .on("GetWorkGroup")
        .answers(
            "{\"WorkGroup\":{\"Name\":\"primary\",\"Configuration\":{\"BytesScannedCutoffPerQuery\":10000000}}}");
    athena
        .on("GetQueryExecution")
        .answers(execution("CANCELLED", "Bytes scanned limit was exceeded"));

    start();

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("1,234 bytes, more than the 10,000,000 bytes of the workgroup 'primary'")
        .contains("BytesScannedCutoffPerQuery", "QUERY_SCAN_LIMIT");
  }

  @Test
  void anAnswerIsKeptAsCsvAndMailedWhereItsLineSaysSo() throws Exception {
    athena.on("GetQueryExecution").answers(succeeded());

    startWith(template() + line("freshness", "csv: 'true'", "digest: 'true'"));

    await("a message").until(() -> !deliveries.messages.isEmpty());
    assertThat(deliveries.copies.get(0).sourceKey()).isEqualTo("_athena/id-1.csv");
    assertThat(deliveries.copies.get(0).destinationBucket()).isEqualTo("ticklake");
    assertThat(deliveries.copies.get(0).destinationKey())
        .matches("results/freshness/dt=\\d{4}-\\d\\d-\\d\\d/\\d{9}\\.csv");
    PublishRequest message = deliveries.messages.get(0);
    assertThat(message.topicArn()).endsWith(":ticklake-objects");
    assertThat(message.subject()).isEqualTo("ticklake: freshness: 1 rows");
    assertThat(message.messageAttributes()).containsOnlyKeys("event_type", "query");
    JsonNode texts = new ObjectMapper().readTree(message.message());
    assertThat(texts.at("/email").asText()).contains("| 42 |", "1,234 bytes read, about $0.000048");
    JsonNode json = new ObjectMapper().readTree(texts.at("/default").asText());
    assertThat(json.at("/rows/0/n").asInt()).isEqualTo(42);
  }

  @Test
  void anAnswerThatCannotBePassedOnIsAnErrorThatSaysSo() throws Exception {
    deliveries.snsRefuses = true;
    athena.on("GetQueryExecution").answers(succeeded());

    startWith(template() + line("freshness", "digest: 'true'"));

    await("an error").until(() -> !log.at(Level.ERROR).isEmpty());
    assertThat(log.at(Level.ERROR).get(0))
        .contains("was answered, but", "Topic does not exist", "QUERY_NOT_DELIVERED");
  }

  private static String template() throws Exception {
    String packaged = read("/routes/query.camel.yaml");
    return packaged.substring(0, packaged.indexOf("- templatedRoute:"));
  }

  private static String line(String name, String... parameters) {
    StringBuilder line = new StringBuilder();
    line.append("- templatedRoute:\n    routeId: query-mine\n");
    line.append("    routeTemplateRef: athena-query\n    parameters:\n");
    line.append("      - { name: name, value: ").append(name).append(" }\n");
    for (String parameter : parameters) {
      String[] parts = parameter.split(": ", 2);
      line.append("      - name: ").append(parts[0]).append('\n');
      line.append("        value: ").append(parts[1]).append('\n');
    }
    return line.toString();
  }

  private void start() throws Exception {
    stage.start(new QueryRoutes(prepare()), "query.camel.yaml");
  }

  private void startWith(String yaml) throws Exception {
    stage.startWith(new QueryRoutes(prepare()), yaml);
  }

  private QueryBeans prepare() {
    return prepare(Duration.ofMillis(300));
  }

  private QueryBeans prepare(Duration waitTimeout) {
    AthenaClient client = client();
    stage.bind("athenaClient", client);
    stage.bind("s3Client", deliveries.s3());
    stage.bind("snsClient", deliveries.sns());
    QueryConfig config = QueryConfigs.of(Duration.ofMillis(1), waitTimeout, 20);
    QueryBeans beans = new QueryBeans(config, client, landings, Clock.systemUTC(), events::add);
    beans.bindTo(stage::bind);
    return beans;
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
