package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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
            "archive",
            "test",
            "ledger",
            "#lake",
            "sliceIdle",
            100,
            "retryDelay",
            100,
            "retryMaxDelay",
            200));
    options.put("formats", "#formats");
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
    camel = context(objectsOneByOne());
    camel.start();
  }

  private RouteBuilder objectsOneByOne() {
    return route(
        route ->
            route
                .split(simple("${body.pendingObjects}"))
                .process(exchange -> lake.put(exchange.getMessage().getBody(SliceObject.class))));
  }

  private RouteBuilder route(Consumer<RouteDefinition> steps) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        steps.accept(from(uri()).routeId("archive"));
      }
    };
  }

  private String uri() {
    return options.entrySet().stream()
        .map(option -> option.getKey() + "=RAW(" + option.getValue() + ")")
        .collect(Collectors.joining("&", "kafka-slice:" + topic + "?", ""));
  }

  private CamelContext context(RouteBuilder routes) throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(15);
    context.getRegistry().bind("lines", format);
    context.getRegistry().bind("lake", lake);
    context.getRegistry().bind("formats", (FormatResolver) description -> format);
    context.addRoutes(routes);
    return context;
  }

  private static SimpleExpression simple(String text) {
    return new SimpleExpression(text);
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

  @Test
  void commitsOnlyAfterEveryObjectIsDurable() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("layout", "zone={header:zone}");
    lake.failing = key -> key.startsWith("zone=b");
    kafka.sendRecords(List.of(inZone("a", "v0"), inZone("b", "v1"), inZone("c", "v2")));
    start();

    await("the first put").untilAsserted(() -> assertThat(lake.objects).isNotEmpty());
    await("health")
        .untilAsserted(
            () -> {
              HealthCheck.Result health = health();
              assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
              assertThat(health.getMessage().orElseThrow())
                  .contains("503")
                  .contains(topic + "-0[0..2]");
            });
    assertThat(kafka.committed(topic, topic, 0)).isEmpty();
    lake.failing = key -> false;

    awaitLines(values(0, 3));
    awaitCommitted(0, 3);
    await("health")
        .untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
    assertThat(lake.putsOf("zone=a")).as("what is durable is not put again").isEqualTo(1);
  }

  @Test
  void aFailureThatTheRouteHandledIsAFailure() throws Exception {
    kafka.createTopic(topic, 1);
    AtomicBoolean notified = new AtomicBoolean();
    AtomicInteger attempts = new AtomicInteger();
    kafka.send(topic, values(0, 3));
    camel =
        context(
            route(
                route ->
                    route
                        .onException(Exception.class)
                        .handled(true)
                        .end()
                        .process(
                            exchange -> {
                              for (SliceObject object :
                                  exchange.getMessage().getBody(Slice.class).pendingObjects()) {
                                lake.put(object);
                              }
                            })
                        .process(exchange -> notify(attempts, notified))));
    camel.start();

    await("several attempts").untilAsserted(() -> assertThat(attempts).hasValueGreaterThan(2));
    assertThat(kafka.committed(topic, topic, 0)).as("everything durable, not notified").isEmpty();
    notified.set(true);
    awaitCommitted(0, 3);
    assertThat(lake.puts).hasValue(1);
  }

  private static void notify(AtomicInteger attempts, AtomicBoolean up) {
    attempts.incrementAndGet();
    if (!up.get()) {
      throw new IllegalStateException("nobody to notify");
    }
  }

  @Test
  void aPartitionThatMovesLetsItsSliceUnderWayEnd() throws Exception {
    kafka.createTopic(topic, 2);
    options.put("pollThreads", 1);
    lake.closeGate();
    kafka.send(topic, values(0, 10));
    start();
    await("both under way").untilAsserted(() -> assertThat(lake.puts).hasValue(2));

    try (CamelContext second = context(objectsOneByOne())) {
      second.start();
      await("the first is told to give one partition up")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(kafka.shares(topic)).containsExactly(0, 1));
      await("it waits for the slice").pollDelay(Duration.ofMillis(500)).until(() -> true);
      lake.openGate();
      KafkaSliceConsumer other = (KafkaSliceConsumer) second.getRoute("archive").getConsumer();
      await("shared")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(other.partitions())
                      .hasSize(1)
                      .allMatch(p -> p.position() == 5 && p.openRecords() == 0));
    }

    assertThat(lake.puts).as("no slice was put twice").hasValue(2);
    awaitCommitted(0, 5);
    awaitCommitted(1, 5);
  }

  @Test
  void aRouteThatForgetsAnObjectMovesNoCommit() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("layout", "zone={header:zone}");
    kafka.sendRecords(List.of(inZone("a", "v0"), inZone("b", "v1")));
    camel =
        context(
            route(
                route ->
                    route
                        .split(simple("${body.pendingObjects}"))
                        .filter(exchange -> objectOf(exchange).key().startsWith("zone=a"))
                        .process(exchange -> lake.put(objectOf(exchange)))));
    camel.start();

    await("health")
        .untilAsserted(
            () ->
                assertThat(health().getMessage().orElse(""))
                    .contains("1 of the 2 objects")
                    .contains("zone=b"));
    assertThat(kafka.committed(topic, topic, 0)).isEmpty();
  }

  @Test
  void setsPoisonAsideUnchangedAndGoesOn() throws Exception {
    kafka.createTopic(topic, 1);
    kafka.createTopic(topic + ".dlq", 1);
    options.put("deadLetterTopic", topic + ".dlq");
    ProducerRecord<String, String> bad = new ProducerRecord<>(topic, 0, "AAPL", "bad one");
    bad.headers().add("source", "test".getBytes(StandardCharsets.UTF_8));
    ProducerRecord<String, String> tombstone = new ProducerRecord<>(topic, 0, "MSFT", null);
    kafka.send(topic, List.of("v0"));
    kafka.sendRecords(List.of(bad, tombstone, new ProducerRecord<>(topic, 0, null, "v1")));

    start();

    awaitLines(values(0, 2));
    awaitCommitted(0, 4);
    List<ConsumerRecord<String, String>> letters = kafka.read(topic + ".dlq", 2);
    assertThat(letters).extracting(ConsumerRecord::value).containsExactly("bad one", null);
    assertThat(letters).extracting(ConsumerRecord::key).containsExactly("AAPL", "MSFT");
    assertThat(header(letters.get(0), "source")).isEqualTo("test");
    assertThat(header(letters.get(0), "dlq.topic")).isEqualTo(topic);
    assertThat(header(letters.get(0), "dlq.partition")).isEqualTo("0");
    assertThat(header(letters.get(0), "dlq.offset")).isEqualTo("1");
    assertThat(header(letters.get(0), "dlq.stage")).isEqualTo("archive");
    assertThat(header(letters.get(0), "dlq.error")).contains("bad one");
    assertThat(Instant.parse(header(letters.get(0), "dlq.at"))).isBefore(Instant.now());
    assertThat(consumer().partitions().get(0).poison()).isEqualTo(2);
  }

  @Test
  void claimsNothingBeforeTheDeadLettersAreAcknowledged() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("deadLetterTopic", topic + ".absent");
    options.put("additionalProperties.max.block.ms", "200");
    kafka.send(topic, List.of("v0", "bad", "v1"));
    start();

    await("health")
        .untilAsserted(() -> assertThat(health().getMessage().orElse("")).contains(".absent"));
    assertThat(lake.puts).hasValue(0);
    kafka.createTopic(topic + ".absent", 1);

    awaitLines(values(0, 2));
    awaitCommitted(0, 3);
  }

  @Test
  void poisonWithoutADeadLetterTopicStopsItsPartitionOnly() throws Exception {
    kafka.createTopic(topic, 2);
    kafka.sendRecords(
        List.of(
            new ProducerRecord<>(topic, 0, null, "v0"),
            new ProducerRecord<>(topic, 0, null, "bad"),
            new ProducerRecord<>(topic, 0, null, "never"),
            new ProducerRecord<>(topic, 1, null, "v1")));
    start();

    awaitLines(values(0, 2));
    awaitCommitted(0, 1);
    await("health")
        .untilAsserted(
            () ->
                assertThat(health().getMessage().orElse(""))
                    .contains("-0@1")
                    .contains("deadLetterTopic"));
    kafka.sendRecords(List.of(new ProducerRecord<>(topic, 1, null, "v2")));
    awaitLines(values(0, 3));
  }

  @Test
  void otherPartitionsGoOnWhileOneFails() throws Exception {
    kafka.createTopic(topic, 2);
    lake.failing = key -> key.contains("+0+0000");
    kafka.send(topic, values(0, 2));
    start();

    awaitCommitted(1, 1);
    kafka.sendRecords(List.of(new ProducerRecord<>(topic, 1, null, "v2")));
    awaitCommitted(1, 2);
    assertThat(kafka.committed(topic, topic, 0)).isEmpty();
    lake.failing = key -> false;
    awaitLines(values(0, 3));
  }

  @Test
  void goesOnAfterAStopWithNothingLostOrDoubled() throws Exception {
    kafka.createTopic(topic, 2);
    options.put("sliceRecords", 50);
    options.put("sliceIdle", 0);
    options.put("sliceAge", 3000);
    kafka.send(topic, values(0, 1030));
    start();
    awaitCommitted(0, 500);

    long started = System.nanoTime();
    camel.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    kafka.send(topic, values(1030, 2000));
    start();

    awaitLines(values(0, 2000));
  }

  @Test
  void aStopWaitsForTheSliceUnderWayAndCommitsIt() throws Exception {
    kafka.createTopic(topic, 1);
    lake.closeGate();
    kafka.send(topic, values(0, 3));
    start();
    await("a put under way").untilAsserted(() -> assertThat(lake.puts).hasValue(1));

    Thread stop = new Thread(() -> camel.stop());
    stop.start();
    await("suspended")
        .until(
            () ->
                consumer() == null
                    || consumer().isSuspendingOrSuspended()
                    || consumer().isStoppingOrStopped());
    lake.openGate();
    stop.join(20_000);

    assertThat(stop.isAlive()).isFalse();
    assertThat(kafka.committed(topic, topic, 0)).contains(3L);
  }

  @Test
  void sharesPartitionsWithASecondConsumerAndTakesThemBack() throws Exception {
    kafka.createTopic(topic, 4);
    options.put("pollThreads", 1);
    options.put("sliceRecords", 40);
    start();
    kafka.send(topic, values(0, 1000));
    await("first objects").untilAsserted(() -> assertThat(lake.objects).isNotEmpty());

    try (CamelContext second = context(objectsOneByOne())) {
      second.start();
      KafkaSliceConsumer other = (KafkaSliceConsumer) second.getRoute("archive").getConsumer();
      await("both have two partitions")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(other.partitions()).hasSize(2);
                assertThat(consumer().partitions()).hasSize(2);
              });
      kafka.send(topic, values(1000, 2000));
      awaitLines(values(0, 2000));
    }
    kafka.send(topic, values(2000, 3000));
    awaitLines(values(0, 3000));
  }

  @Test
  void sealsByAge() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("sliceIdle", 0);
    options.put("sliceAge", 300);
    kafka.send(topic, values(0, 5));

    start();

    awaitLines(values(0, 5));
  }

  @Test
  void givesASliceNoMoreFoldersThanAllowed() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("layout", "zone={header:zone}");
    options.put("sliceFolders", 2);
    kafka.sendRecords(
        List.of(inZone("a", "v0"), inZone("b", "v1"), inZone("a", "v2"), inZone("c", "v3")));

    start();

    awaitLines(values(0, 4));
    assertThat(lake.objects.keySet())
        .map(key -> key.replaceAll("\\+.*\\+0+(\\d)", " $1"))
        .containsExactly(
            "zone=a/" + topic + " 0.txt",
            "zone=b/" + topic + " 0.txt",
            "zone=c/" + topic + " 3.txt");
  }

  @Test
  void lateDataOfManyDatesIsOneSliceWithAnObjectForEachDate() throws Exception {
    int dates = 16;
    int records = 100 * dates;
    kafka.createTopic(topic, 1);
    options.put("layout", "dt={date:yyyy-MM-dd}");
    options.put("sliceRecords", records);
    options.put("sliceIdle", 0);
    List<ProducerRecord<String, String>> late = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      Instant time = Instant.parse("2026-11-01T12:00:00Z").plus(Duration.ofDays(i % dates));
      String value = time.toString().substring(0, 10) + " v" + i;
      late.add(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, value));
    }
    kafka.sendRecords(late);

    start();

    awaitLines(late.stream().map(ProducerRecord::value).toList());
    awaitCommitted(0, records);
    List<LedgerEntry> chain = lake.chain("test", topic, kafka.topicId(topic), 0);
    assertThat(chain).hasSize(1);
    assertThat(chain.get(0).count()).isEqualTo(records);
    assertThat(chain.get(0).objects())
        .hasSize(dates)
        .allMatch(object -> object.count() == 100)
        .extracting(LedgerEntry.EntryObject::key)
        .containsExactlyInAnyOrderElementsOf(lake.objects.keySet());
    lake.objects.forEach(
        (key, bytes) ->
            assertThat(new String(bytes, StandardCharsets.UTF_8).lines())
                .as(key)
                .allMatch(line -> key.startsWith("dt=" + line.substring(0, 10) + "/")));
  }

  @Test
  void holdsNoMoreThanItsBufferAndAPoll() throws Exception {
    kafka.createTopic(topic, 2);
    options.put("bufferBytes", "4KB");
    options.put("maxPollRecords", 20);
    options.put("pollThreads", 1);
    options.put("sliceIdle", 0);
    lake.closeGate();
    kafka.send(topic, values(0, 5000));
    start();

    await("both partitions are under way or the buffer is full")
        .untilAsserted(() -> assertThat(held()).isGreaterThan(4000));
    await("it stays there")
        .during(Duration.ofMillis(600))
        .untilAsserted(() -> assertThat(held()).isBetween(4000L, 4096L + 20 * 6));
    lake.openGate();
    options.clear();
    await("most records")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(lake.lines()).hasSizeGreaterThan(4000).doesNotHaveDuplicates());
  }

  private long held() {
    return consumer().partitions().stream()
        .mapToLong(partition -> partition.openBytes() + partition.shippingBytes())
        .sum();
  }

  @Test
  void suspendedItKeepsItsPartitionsAndResumedItGoesOn() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("maxPollIntervalMs", 1000);
    options.put("sessionTimeoutMs", 1000);
    options.put("heartbeatIntervalMs", 200);
    kafka.send(topic, values(0, 10));
    start();
    awaitCommitted(0, 10);

    camel.getRouteController().suspendRoute("archive");
    kafka.send(topic, values(10, 20));
    await("longer than the poll interval, nothing is put")
        .during(Duration.ofMillis(1500))
        .untilAsserted(
            () -> {
              assertThat(lake.lines()).hasSize(10);
              assertThat(consumer().partitions()).hasSize(1);
            });
    camel.getRouteController().resumeRoute("archive");

    awaitLines(values(0, 20));
    awaitCommitted(0, 20);
  }

  @Test
  void sealsNowWhenAskedTo() throws Exception {
    kafka.createTopic(topic, 2);
    startWithOpenSlices();

    consumer().sealNow();

    awaitLines(values(0, 10));
  }

  @Test
  void theEndOfTheProgramSealsWhatIsOpen() throws Exception {
    kafka.createTopic(topic, 2);
    startWithOpenSlices();

    camel.stop();

    assertThat(lake.lines()).containsExactlyInAnyOrderElementsOf(values(0, 10));
    assertThat(kafka.committed(topic, topic, 0)).contains(5L);
    assertThat(kafka.committed(topic, topic, 1)).contains(5L);
  }

  @Test
  void theEndOfTheProgramDoesNotWaitForAStoreThatIsAway() throws Exception {
    kafka.createTopic(topic, 2);
    lake.failing = key -> true;
    startWithOpenSlices();

    long begun = System.nanoTime();
    camel.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(lake.objects).isEmpty();
  }

  @Test
  void theStopOfARouteSealsNothing() throws Exception {
    kafka.createTopic(topic, 2);
    startWithOpenSlices();

    camel.getRouteController().stopRoute("archive");

    assertThat(lake.objects).isEmpty();
  }

  private void startWithOpenSlices() throws Exception {
    options.put("sliceIdle", 0);
    kafka.send(topic, values(0, 10));
    start();
    await("records are open")
        .untilAsserted(
            () ->
                assertThat(
                        consumer().partitions().stream()
                            .mapToLong(PartitionSnapshot::openRecords)
                            .sum())
                    .isEqualTo(10));
  }

  @Test
  void goesOnAtTheLogsStartWhenRetentionWasFaster() throws Exception {
    kafka.createTopic(topic, 1);
    kafka.send(topic, values(0, 5));
    start();
    awaitCommitted(0, 5);
    camel.getRouteController().stopRoute("archive");
    kafka.send(topic, values(5, 20));
    kafka.deleteBefore(topic, 0, 15);

    camel.getRouteController().startRoute("archive");

    List<String> expected = new ArrayList<>(values(0, 5));
    expected.addAll(values(15, 20));
    awaitLines(expected);
    awaitCommitted(0, 20);
  }

  @Test
  void goesOnAtTheLogsStartWhenRetentionOvertakesItWhileItRuns() throws Exception {
    kafka.createTopic(topic, 1);
    options.put("sliceIdle", 0);
    options.put("fetchMaxBytes", 1);
    kafka.send(topic, values(0, 5));
    start();
    await("records are open")
        .untilAsserted(
            () -> assertThat(consumer().partitions()).anyMatch(p -> p.openRecords() == 5));
    camel.getRouteController().suspendRoute("archive");
    await("paused").pollDelay(Duration.ofMillis(700)).until(() -> true);
    kafka.send(topic, values(5, 20));
    kafka.deleteBefore(topic, 0, 15);

    camel.getRouteController().resumeRoute("archive");

    awaitLines(values(0, 5));
    awaitCommitted(0, 5);
    await("reads on")
        .untilAsserted(
            () ->
                assertThat(consumer().partitions())
                    .anyMatch(p -> p.openRecords() == 5 && p.position() == 20));
  }

  @Test
  void waitsForATopicThatIsCreatedLater() throws Exception {
    start();
    await("health")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(health().getMessage().orElse(""))
                    .contains("'" + topic + "' does not exist"));

    kafka.createTopic(topic, 1);
    kafka.send(topic, values(0, 3));

    awaitLines(values(0, 3));
    await("health")
        .untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.UP));
  }

  @Test
  void leavesAbortedTransactionsAndTheirMarkersOutOfObjectsButInsideRanges() throws Exception {
    kafka.createTopic(topic, 1);
    kafka.abort(topic, List.of("aborted"));
    kafka.send(topic, values(0, 2));

    start();

    awaitLines(values(0, 2));
    awaitCommitted(0, 4);
    assertThat(lake.objects.firstKey()).endsWith("+00000000000000000000.txt");
  }

  private ProducerRecord<String, String> inZone(String zone, String value) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, 0, null, value);
    record.headers().add("zone", zone.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static SliceObject objectOf(Exchange exchange) {
    return exchange.getMessage().getBody(SliceObject.class);
  }

  private KafkaSliceConsumer consumer() {
    return (KafkaSliceConsumer) camel.getRoute("archive").getConsumer();
  }

  private HealthCheck.Result health() {
    return consumer().getHealthCheck().call();
  }
}
