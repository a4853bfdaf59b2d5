package io.ticklake.component.aws2glue;

import static io.ticklake.component.aws2glue.GlueScripts.crawler;
import static io.ticklake.component.aws2glue.GlueScripts.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ticklake.component.aws2glue.CrawlOutcome.Origin;
import io.ticklake.component.aws2glue.CrawlOutcome.Status;
import io.ticklake.testkit.ScriptedAwsServer;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

class Glue2ProducerTest {
  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private ProducerTemplate template;

  @BeforeEach
  void start() {
    GlueScripts.configure(camel, server);
    camel.start();
    template = camel.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void startCrawlerWithoutWaitTimeoutAnswersThatTheCrawlRuns() {
    server.on("StartCrawler").answers("{}");

    Exchange answer = call("operation=startCrawler&crawlerName=bars");

    assertThat(answer.getMessage().getBody(CrawlOutcome.class).status()).isEqualTo(Status.RUNNING);
    assertThat(answer.getMessage().getHeader(Glue2Constants.RUN_ID)).isNull();
    assertThat(server.calls("StartCrawler").get(0).body().path("Name").asText()).isEqualTo("bars");
    assertThat(server.calls("StartCrawler").get(0).authorization())
        .contains("Credential=AKIATEST/")
        .contains("/eu-central-1/glue/aws4_request");
  }

  @Test
  void startCrawlerWithWaitTimeoutAnswersTheRun() {
    server.on("StartCrawler").answers("{}");
    server
        .on("GetCrawler")
        .answers(crawler("READY", succeeded("run-1")))
        .answers(crawler("RUNNING", succeeded("run-1")))
        .answers(crawler("READY", succeeded("run-2")));

    Exchange answer = call("operation=startCrawler&crawlerName=bars&waitTimeout=1m");

    CrawlOutcome outcome = answer.getMessage().getBody(CrawlOutcome.class);
    assertThat(outcome.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(outcome.origin()).isEqualTo(Origin.STARTED);
    assertThat(answer.getMessage().getHeader(Glue2Constants.RUN_ID)).isEqualTo("run-2");
  }

  @Test
  void waitForCrawlerAnswersTheLastRun() {
    server
        .on("GetCrawler")
        .answers(crawler("STOPPING", succeeded("run-7")))
        .answers(crawler("READY", succeeded("run-7")));

    Exchange answer = call("operation=waitForCrawler&crawlerName=bars&waitTimeout=1m");

    assertThat(answer.getMessage().getBody(CrawlOutcome.class).runId()).isEqualTo("run-7");
  }

  @Test
  void waitForCrawlerWithoutWaitTimeoutIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call("operation=waitForCrawler&crawlerName=bars"))
        .withMessageContaining("waitForCrawler needs waitTimeout");
  }

  @Test
  void stopCrawlerAnswersWhatItFound() {
    server.on("StopCrawler").answers("{}");

    Exchange answer = call("operation=stopCrawler&crawlerName=bars");

    assertThat(answer.getMessage().getBody()).isEqualTo(StopOutcome.STOPPING);
  }

  @Test
  void getCrawlerAnswersTheCrawlerAndItsStateInHeaders() {
    server.on("GetCrawler").answers(crawler("RUNNING", succeeded("run-1")));

    Exchange answer = call("operation=getCrawler&crawlerName=bars");

    assertThat(answer.getMessage().getBody(Crawler.class).name()).isEqualTo("bars");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry(Glue2Constants.CRAWLER_STATE, "RUNNING")
        .containsEntry(Glue2Constants.LAST_CRAWL_STATUS, "SUCCEEDED")
        .containsEntry(Glue2Constants.RUN_ID, "run-1");
  }

  @Test
  void listTablesReadsPagesUntilThereIsNoToken() {
    server
        .on("GetTables")
        .answers("{\"TableList\":[{\"Name\":\"bars\"}],\"NextToken\":\"t1\"}")
        .answers("{\"TableList\":[],\"NextToken\":\"t2\"}")
        .answers("{\"TableList\":[{\"Name\":\"raw\"}]}");

    Exchange answer = call("operation=listTables&databaseName=lake&expression=.*");

    assertThat(answer.getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.list(Table.class))
        .extracting(Table::name)
        .containsExactly("bars", "raw");
    assertThat(server.calls("GetTables"))
        .extracting(call -> call.body().path("NextToken").asText())
        .containsExactly("", "t1", "t2");
    assertThat(server.calls("GetTables").get(2).body().path("Expression").asText()).isEqualTo(".*");
  }

  @Test
  void getTableAnswersTheTable() {
    server.on("GetTable").answers("{\"Table\":{\"Name\":\"bars\",\"DatabaseName\":\"lake\"}}");

    Exchange answer = call("operation=getTable&databaseName=lake&tableName=bars");

    assertThat(answer.getMessage().getBody(Table.class).name()).isEqualTo("bars");
  }

  @Test
  void getPartitionsReadsPagesUntilThereIsNoToken() {
    server
        .on("GetPartitions")
        .answers("{\"Partitions\":[{\"Values\":[\"2026-11-19\"]}],\"NextToken\":\"t1\"}")
        .answers("{\"Partitions\":[],\"NextToken\":\"t2\"}")
        .answers("{\"Partitions\":[{\"Values\":[\"2026-11-20\"]}]}");

    Exchange answer =
        template.request(
            "aws2-glue:test?operation=getPartitions&databaseName=lake&tableName=bars",
            e -> e.getMessage().setHeader(Glue2Constants.EXPRESSION, "dt >= '2026-11-19'"));

    assertThat(answer.getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.list(Partition.class))
        .extracting(Partition::values)
        .containsExactly(List.of("2026-11-19"), List.of("2026-11-20"));
    assertThat(server.calls("GetPartitions").get(0).body().path("Expression").asText())
        .isEqualTo("dt >= '2026-11-19'");
  }

  @Test
  void headersWinOverOptions() {
    server.on("GetTable").answers("{\"Table\":{\"Name\":\"other\"}}");

    template.requestBodyAndHeaders(
        "aws2-glue:test?operation=listTables&databaseName=lake&tableName=bars",
        null,
        Map.of(
            Glue2Constants.OPERATION, "getTable",
            Glue2Constants.DATABASE_NAME, "attic",
            Glue2Constants.TABLE_NAME, "other"));

    assertThat(server.calls("GetTable").get(0).body().toString())
        .isEqualTo("{\"DatabaseName\":\"attic\",\"Name\":\"other\"}");
  }

  @Test
  void aRefusalSaysWhatWasAskedOfWhatAndWhy() {
    server.on("GetTable").refuses(400, "EntityNotFoundException", "Entity Not Found");

    assertThatExceptionOfType(GlueCallException.class)
        .isThrownBy(() -> call("operation=getTable&databaseName=lake&tableName=bars"))
        .withMessage(
            "Glue refused getTable of table 'bars' in database 'lake': Entity Not Found"
                + " [EntityNotFoundException, request request-1]. Check the name, the region and"
                + " that it was created")
        .withCauseInstanceOf(EntityNotFoundException.class)
        .satisfies(e -> assertThat(e.code()).isEqualTo("EntityNotFoundException"));
  }

  @Test
  void throttlingIsRetriedByTheSdk() {
    server
        .on("GetTable")
        .refuses(400, "ThrottlingException", "Rate exceeded")
        .answers("{\"Table\":{\"Name\":\"bars\"}}");

    Exchange answer = call("operation=getTable&databaseName=lake&tableName=bars");

    assertThat(answer.getMessage().getBody(Table.class).name()).isEqualTo("bars");
    assertThat(server.calls("GetTable")).hasSize(2);
  }

  @Test
  void silenceSaysWhoDidNotAnswer() {
    server.on("GetTable").hangsUp();

    assertThatExceptionOfType(GlueCallException.class)
        .isThrownBy(() -> call("operation=getTable&databaseName=lake&tableName=bars"))
        .withMessageStartingWith("Glue did not answer getTable of table 'bars' in database 'lake'")
        .satisfies(e -> assertThat(e.code()).isEqualTo("NoAnswer"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call("operation=getTable&databaseName=lake"))
        .withMessage(
            "aws2-glue: getTable needs tableName; set that option or the header"
                + " CamelAwsGlueTableName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call("crawlerName=bars"))
        .withMessageContaining("no operation; set the option operation or the header");
    assertThat(server.actions()).isEmpty();
  }

  private Exchange call(String options) {
    Exchange answer = template.request("aws2-glue:test?" + options, e -> {});
    if (answer.getException() instanceof RuntimeException e) {
      throw e;
    }
    if (answer.getException() != null) {
      throw new CamelExecutionException("call", answer, answer.getException());
    }
    return answer;
  }
}
