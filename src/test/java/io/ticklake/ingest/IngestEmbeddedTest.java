package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import io.ticklake.ingest.replay.IndexFile;
import io.ticklake.ingest.replay.Pace;
import io.ticklake.ingest.replay.Replay;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage and the replay against the embedded broker and the embedded market. */
final class IngestEmbeddedTest {
  private static final String KEY = "a-market-key";
  private static final FakeClock CLOCK = new FakeClock("2026-11-21T12:00:00Z"); // a Saturday

  @TempDir static Path dir;
  private static KafkaServer broker;
  private static MarketServer market;

  @BeforeAll
  static void start() {
    broker = KafkaServer.start(dir.resolve("kafka"));
    market = MarketServer.start(new MarketSettings(KEY, 7, 0, CLOCK));
  }

  @AfterAll
  static void stop() {
    market.close();
    broker.close();
  }

  @Test
  void publishesEachBarOfTheMarketOnceAndNothingAfterARestart() throws Exception {
    KafkaConfig kafka = config("flow", true);
    new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20)).ensure();

    run(kafka, () -> daysMarked(kafka) == 5);
    List<ConsumerRecord<String, String>> first = read(kafka.barsTopic());
    AtomicLong asked = new AtomicLong(System.nanoTime());
    run(kafka, () -> System.nanoTime() - asked.get() > 1_000_000_000L);

    assertThat(read(kafka.rawTopic())).hasSize(5);
    assertThat(read(kafka.barsTopic())).hasSameSizeAs(first);
    assertThat(read(kafka.deadLetterTopic())).isEmpty();
    Set<String> bars = new HashSet<>();
    for (var record : first) {
      JsonNode bar = new ObjectMapper().readTree(record.value());
      assertThat(bar.path("ticker").asText()).isEqualTo(record.key());
      assertThat(bar.path("source").asText()).isEqualTo("grouped-daily (simulated)");
      assertThat(bars.add(record.key() + bar.path("trade_date").asText())).isTrue();
    }
    int rows = 0;
    for (var page : read(kafka.rawTopic())) {
      rows += new ObjectMapper().readTree(page.value()).at("/page/results").size();
      assertThat(page.value()).doesNotContain(KEY);
    }
    assertThat(bars).hasSize(rows).hasSizeGreaterThan(2500);
  }

  @Test
  void remembersMarksOfOtherInstances() throws Exception {
    KafkaConfig kafka = config("marks", true);
    new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20)).ensure();
    KafkaMarks one = new KafkaMarks(broker.address(), kafka.stateTopic());
    KafkaMarks two = new KafkaMarks(broker.address(), kafka.stateTopic());
    Mark mark = new Mark(List.of("d1", "d2"), Instant.parse("2026-11-21T12:00:00Z"), 3);

    assertThat(two.all()).isEmpty();
    one.put("grouped-daily|2026-11-20", mark);

    assertThat(two.all()).containsExactlyEntriesOf(Map.of("grouped-daily|2026-11-20", mark));
    one.stop();
    two.stop();
  }

  @Test
  void createsTopicsForLargePagesAndRefusesWhenNotAllowed() throws Exception {
    KafkaConfig kafka = config("topics", true);
    KafkaTopics topics = new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20));

    topics.ensure();
    topics.ensure();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      var found =
          admin.describeTopics(List.of(kafka.rawTopic(), kafka.stateTopic())).allTopicNames().get();
      assertThat(found.get(kafka.rawTopic()).partitions()).hasSize(3);
      assertThat(found.get(kafka.stateTopic()).partitions()).hasSize(1);
    }
    var refused = new KafkaTopics(broker.address(), config("other", false), Duration.ofSeconds(20));
    assertThatThrownBy(refused::ensure)
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("other.raw")
        .hasMessageContaining("create-topics is false");
    var nowhere = new KafkaTopics("127.0.0.1:1", kafka, Duration.ofSeconds(1));
    assertThatThrownBy(nowhere::ensure)
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("'127.0.0.1:1' did not answer");
  }

  @Test
  void replaysTheWholeFile() throws Exception {
    Path file = Path.of("..", "shared", "data", "indexProcessed-2000.csv");
    Assumptions.assumeTrue(Files.exists(file), "needs " + file);
    KafkaConfig kafka = config("replay", true);
    new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20)).ensure();
    IndexFile rows = IndexFile.read(file);
    AtomicLong sent = new AtomicLong();

    try (var producer =
        new KafkaProducer<>(
            Replay.producerSettings(broker.address()),
            new StringSerializer(),
            new StringSerializer())) {
      new Replay(producer, kafka.replayTopic(), new Pace.Unlimited())
          .send(rows.prices(), sent::set);
    }

    assertThat(sent).hasValue(2000);
    var records = read(kafka.replayTopic());
    assertThat(records).hasSize(2000).allMatch(record -> record.key().equals("HSI"));
    List<String> dates =
        records.stream()
            .map(
                record ->
                    new String(
                        record.headers().lastHeader("dt").value(),
                        java.nio.charset.StandardCharsets.UTF_8))
            .toList();
    assertThat(dates).isSorted().doesNotHaveDuplicates();
    assertThat(dates.get(0)).isEqualTo("1986-12-31");
    assertThat(dates.get(1999)).isEqualTo("1995-01-24");
  }

  private static void run(KafkaConfig kafka, java.util.concurrent.Callable<Boolean> until)
      throws Exception {
    IngestConfig config =
        new IngestConfig(
            MarketAddress.of(market.address()), new Secret(KEY), 100, Duration.ofMillis(50), 7);
    IngestBeans beans = new IngestBeans(config, kafka, broker.address(), CLOCK);
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    main.addOverrideProperty("camel.component.kafka.brokers", broker.address());
    main.addOverrideProperty("camel.component.kafka.batch-with-individual-headers", "true");
    main.addOverrideProperty("camel.component.kafka.compression-codec", "zstd");
    main.addOverrideProperty("camel.component.kafka.max-request-size", "16777216");
    main.addOverrideProperty("ticklake.ingest.poll-interval", "50");
    main.addOverrideProperty("ticklake.ingest.raw-topic", kafka.rawTopic());
    main.addOverrideProperty("ticklake.ingest.bars-topic", kafka.barsTopic());
    main.addOverrideProperty("ticklake.kafka.dead-letter-topic", kafka.deadLetterTopic());
    main.configure().withRoutesIncludePattern("classpath:routes/ingest.camel.yaml");
    main.configure().addRoutesBuilder(new IngestRoutes(beans));
    beans.bindTo(main::bind);
    main.start();
    try {
      await("ingested").atMost(Duration.ofSeconds(40)).until(until);
    } finally {
      main.stop();
    }
  }

  private static int daysMarked(KafkaConfig kafka) throws Exception {
    return read(kafka.stateTopic()).size();
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    return TopicReader.readAll(broker.address(), topic);
  }

  private static KafkaConfig config(String prefix, boolean create) {
    return new KafkaConfig(
        new Endpoint.Address(broker.address()),
        create,
        3,
        1,
        prefix + ".raw",
        prefix + ".bars",
        prefix + ".dlq",
        prefix + ".state",
        prefix + ".indices");
  }
}
