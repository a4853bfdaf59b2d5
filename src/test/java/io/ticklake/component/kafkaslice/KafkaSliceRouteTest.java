package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The component in a route, against a real broker and an object store in memory. */
class KafkaSliceRouteTest {
  @TempDir static Path dataDir;
  private static TestKafka kafka;

  private final FakeLake lake = new FakeLake();
  private final LinesFormat format = new LinesFormat();
  private final Map<String, Object> options = new TreeMap<>();
  private String topic;
  private CamelContext camel;

  @BeforeAll
  static void startBroker() {
    kafka = new TestKafka(dataDir);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void prepare(TestInfo info) {
    topic = info.getTestMethod().orElseThrow().getName();
    options.putAll(
        Map.of(
            "brokers",
            kafka.server.address(),
            "groupId",
            topic,
            "format",
            "#lines",
            "layout",
            "zone",
            "sliceIdle",
            100,
            "retryDelay",
            100,
            "retryMaxDelay",
            200));
  }

  @AfterEach
  void stopCamel() {
    lake.openGate();
    if (camel != null) {
      camel.stop();
    }
    assertThat(format.openEncoders).as("encoders left open").hasValue(0);
  }

  private void start() throws Exception {
    camel = context();
    camel.start();
  }

  private CamelContext context() throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(15);
    context.getRegistry().bind("lines", format);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            StringBuilder uri = new StringBuilder("kafka-slice:" + topic);
            char separator = '?';
            for (Map.Entry<String, Object> option : options.entrySet()) {
              uri.append(separator)
                  .append(option.getKey())
                  .append("=RAW(")
                  .append(option.getValue())
                  .append(')');
              separator = '&';
            }
            from(uri.toString())
                .routeId("archive")
                .split(simple("${body.pendingObjects}"))
                .process(exchange -> lake.put(exchange.getMessage().getBody(SliceObject.class)));
          }
        });
    return context;
  }

  private static List<String> values(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "v" + i).toList();
  }

  private void awaitLines(List<String> expected) {
    await("every record in an object")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(lake.lines()).containsExactlyInAnyOrderElementsOf(expected));
  }

  private void awaitCommitted(int partition, long offset) {
    await("commit of partition " + partition)
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(kafka.committed(topic, topic, partition)).contains(offset));
  }

  @Test
  void putsEveryRecordIntoExactlyOneObject() throws Exception {
    kafka.createTopic(topic, 3);
    options.put("sliceRecords", 70);
    kafka.send(topic, values(0, 3000));

    start();

    awaitLines(values(0, 3000));
    awaitCommitted(0, 1000);
    assertThat(lake.objects.keySet())
        .allMatch(key -> key.matches("zone/" + topic + "\\+[0-9a-f]{8}\\+[0-2]\\+\\d{20}\\.txt"));
  }
}
