package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.model.Answer;
import io.ticklake.model.Landings;
import io.ticklake.model.LibraryQuestion;
import io.ticklake.testkit.ScriptedAwsServer;
import io.ticklake.testkit.StageContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The route that answers who waits: {@code direct:query-ask}. */
class LibraryQuestionTest {
  @RegisterExtension final ScriptedAwsServer athena = new ScriptedAwsServer();
  private final StageContext stage = new StageContext(Map.of("ticklake.query.poll-delay", "1ms"));

  @BeforeEach
  void start() throws Exception {
    athena.on("StartQueryExecution").answers("{\"QueryExecutionId\":\"id-1\"}");
    athena
        .on("GetQueryResults")
        .answers(
            """
            {"ResultSet":{"ResultSetMetadata":{"ColumnInfo":[{"Name":"dt","Type":"varchar"},{"Name":"close","Type":"double"}]},
             "Rows":[{"Data":[{"VarCharValue":"dt"},{"VarCharValue":"close"}]},
                     {"Data":[{"VarCharValue":"2026-11-20"},{"VarCharValue":"180.5"}]}]}}""");
    AthenaClient client =
        AthenaClient.builder()
            .endpointOverride(athena.address())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    stage.bind("athenaClient", client);
    QueryConfig config = QueryConfigs.of(Duration.ofMillis(1), Duration.ofMillis(300), 20);
    QueryBeans beans =
        new QueryBeans(config, client, new Landings(), Clock.systemUTC(), event -> {});
    beans.bindTo(stage::bind);
    // The stage without its queries on schedule.
    stage.startWith(
        new QueryRoutes(beans),
        "- route: { from: { uri: direct, parameters: { name: unused }, steps: [ { log: unused } ] } }");
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private Exchange ask(String query, Map<String, String> values) throws Exception {
    try (ProducerTemplate template = stage.camel().createProducerTemplate()) {
      return template.request(
          "direct:query-ask",
          exchange -> exchange.getMessage().setBody(new LibraryQuestion(query, values)));
    }
  }

  private static String execution(String state, String reason) {
    return """
        {"QueryExecution":{"QueryExecutionId":"id-1","StatementType":"DML",
         "Status":{"State":"%s","StateChangeReason":"%s"},
         "Statistics":{"DataScannedInBytes":1234,"TotalExecutionTimeInMillis":56}}}"""
        .formatted(state, reason);
  }

  @Test
  void isAnsweredWithItsRowsAndItsCost() throws Exception {
    athena.on("GetQueryExecution").answers(execution("SUCCEEDED", ""));

    Answer answer =
        ask("ticker-bars", Map.of("ticker", "BRK.B")).getMessage().getBody(Answer.class);

    assertThat(answer.query()).isEqualTo("ticker-bars");
    assertThat(answer.rows()).hasSize(1);
    assertThat(answer.rows().get(0)).containsExactly("2026-11-20", "180.5");
    assertThat(answer.columns().get(1).kind()).isEqualTo(Answer.Kind.NUMBER);
    assertThat(answer.scannedBytes()).isEqualTo(1234);
    assertThat(answer.dollars()).isEqualByComparingTo("0.000048");
  }

  @Test
  void itsValuesAreBoundAndNotPasted() throws Exception {
    athena.on("GetQueryExecution").answers(execution("SUCCEEDED", ""));

    ask("ticker-bars", Map.of("ticker", "X'; DROP TABLE bars --"));

    JsonNode request = athena.calls("StartQueryExecution").get(0).body();
    assertThat(request.at("/ExecutionParameters"))
        .extracting(JsonNode::asText)
        .containsExactly("180", "'X''; DROP TABLE bars --'");
    assertThat(request.at("/QueryString").asText()).doesNotContain("DROP");
    assertThat(request.at("/ResultConfiguration/OutputLocation").asText())
        .isEqualTo("s3://ticklake/_athena/");
  }

  @Test
  void aFailureIsForWhoAsked() throws Exception {
    athena.on("GetQueryExecution").answers(execution("FAILED", "COLUMN_NOT_FOUND: x"));

    Exchange end = ask("ticker-bars", Map.of("ticker", "AAPL"));

    assertThat(end.getException()).hasMessageContaining("COLUMN_NOT_FOUND: x");
    assertThat(ask("no-such", Map.of()).getException())
        .hasMessageContaining("There is no query 'no-such'");
  }

  @Test
  void withoutATableThereIsNoAnswerYet() throws Exception {
    athena
        .on("GetQueryExecution")
        .answers(execution("FAILED", "TABLE_NOT_FOUND: line 3:6: Table 'bars' does not exist"));

    Exchange end = ask("ticker-bars", Map.of("ticker", "AAPL"));

    assertThat(end.getException()).isNull();
    assertThat(end.getMessage().getBody()).isInstanceOf(LibraryQuestion.class);
  }
}
