package io.ticklake.component.aws2glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ticklake.testkit.ScriptedAwsServer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.model.PartitionInput;

class PartitionBatchesTest {
  private static final String URI =
      "aws2-glue:test?operation=batchCreatePartition&databaseName=lake&tableName=bars";

  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() {
    GlueScripts.configure(camel, server);
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void sendsAHundredAtOnce() {
    server.on("BatchCreatePartition").answers("{\"Errors\":[]}");

    PartitionsOutcome outcome = create(partitions(250));

    assertThat(outcome.created()).hasSize(250);
    assertThat(outcome.existing()).isEmpty();
    assertThat(server.calls("BatchCreatePartition"))
        .extracting(call -> call.body().path("PartitionInputList").size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void aSinglePartitionNeedsNoList() {
    server.on("BatchCreatePartition").answers("{}");

    PartitionsOutcome outcome = create(partition("a"));

    assertThat(outcome.created()).containsExactly(List.of("a"));
  }

  @Test
  void nothingToCreateIsNotSent() {
    PartitionsOutcome outcome = create(List.of());

    assertThat(outcome).isEqualTo(new PartitionsOutcome(List.of(), List.of()));
    assertThat(server.actions()).isEmpty();
  }

  @Test
  void partitionsThatExistAreReportedAsSuch() {
    server
        .on("BatchCreatePartition")
        .answers("{\"Errors\":[" + error("b", "AlreadyExistsException", "exists") + "]}");

    PartitionsOutcome outcome = create(List.of(partition("a"), partition("b"), partition("c")));

    assertThat(outcome.created()).containsExactly(List.of("a"), List.of("c"));
    assertThat(outcome.existing()).containsExactly(List.of("b"));
  }

  @Test
  void partitionsThatAreRefusedAreNamedAfterAllWereTried() {
    server
        .on("BatchCreatePartition")
        .answers(
            "{\"Errors\":["
                + error("0", "AlreadyExistsException", "exists")
                + ","
                + error("1", "InvalidInputException", "wrong location")
                + "]}")
        .answers("{}");

    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> create(partitions(150)))
        .havingCause()
        .isInstanceOfSatisfying(
            PartitionsRefusedException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "Glue refused 1 partitions of table lake.bars (148 created, 1 existing): [1]"
                          + " InvalidInputException: wrong location");
              assertThat(e.outcome().existing()).containsExactly(List.of("0"));
              assertThat(e.refused()).hasSize(1);
            });
    assertThat(server.calls("BatchCreatePartition")).hasSize(2);
  }

  @Test
  void whatIsNoPartitionIsRefusedBeforeAnythingIsSent() {
    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> create(List.of(partition("a"), "b")))
        .havingCause()
        .withMessageContaining("needs PartitionInput in its collection, not java.lang.String");
    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> create(List.of(partition("a"), partition("a"))))
        .havingCause()
        .withMessageContaining("was given partition [a] twice");
    assertThat(server.actions()).isEmpty();
  }

  private PartitionsOutcome create(Object body) {
    return camel.createProducerTemplate().requestBody(URI, body, PartitionsOutcome.class);
  }

  private static List<PartitionInput> partitions(int count) {
    return IntStream.range(0, count).mapToObj(i -> partition(String.valueOf(i))).toList();
  }

  private static PartitionInput partition(String value) {
    return PartitionInput.builder().values(value).build();
  }

  private static String error(String value, String code, String message) {
    return """
        {"PartitionValues":["%s"],"ErrorDetail":{"ErrorCode":"%s","ErrorMessage":"%s"}}"""
        .formatted(value, code, message);
  }
}
