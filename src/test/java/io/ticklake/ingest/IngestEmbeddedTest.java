package io.ticklake.ingest;

import static io.ticklake.ingest.BarSeries.GROUPED_DAILY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage and the replay against the embedded broker and the embedded market. */
final class IngestEmbeddedTest {
  private static final FakeClock CLOCK = new FakeClock("2026-11-21T12:00:00Z"); // a Saturday

  @TempDir static Path dir;
  private static IngestBed bed;

  @BeforeAll
  static void start() {
    bed = new IngestBed(dir, CLOCK);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void publishesEachBarOfTheMarketOnceAndNothingAfterARestart() throws Exception {
    KafkaConfig kafka = bed.topics("flow");

    bed.run(kafka, GROUPED_DAILY.source(), 7, () -> bed.settled(kafka, GROUPED_DAILY, Place.ALL));
    List<ConsumerRecord<String, String>> first = bed.read(kafka.barsTopic());
    AtomicLong asked = new AtomicLong(System.nanoTime());
    bed.run(
        kafka, GROUPED_DAILY.source(), 7, () -> System.nanoTime() - asked.get() > 1_000_000_000L);

    assertThat(bed.read(kafka.rawTopic())).hasSize(5);
    assertThat(bed.read(kafka.barsTopic())).hasSameSizeAs(first);
    assertThat(bed.read(kafka.deadLetterTopic())).isEmpty();
    Set<String> bars = new HashSet<>();
    for (var record : first) {
      JsonNode bar = new ObjectMapper().readTree(record.value());
      assertThat(bar.path("ticker").asText()).isEqualTo(record.key());
      assertThat(bar.path("source").asText()).isEqualTo("grouped-daily (simulated)");
      assertThat(bars.add(record.key() + bar.path("trade_date").asText())).isTrue();
    }
    int rows = 0;
    for (var page : bed.read(kafka.rawTopic())) {
      rows += new ObjectMapper().readTree(page.value()).at("/page/results").size();
      assertThat(page.value()).doesNotContain(IngestBed.KEY);
    }
    assertThat(bars).hasSize(rows).hasSizeGreaterThan(2500);
  }

  @Test
  void createsTopicsForLargePagesAndRefusesWhenNotAllowed() throws Exception {
    KafkaConfig kafka = bed.config("topics", true);
    KafkaTopics topics = new KafkaTopics(bed.brokers(), kafka, Duration.ofSeconds(20));

    topics.ensure();
    topics.ensure();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bed.brokers()))) {
      var found =
          admin.describeTopics(List.of(kafka.rawTopic(), kafka.barsTopic())).allTopicNames().get();
      assertThat(found.get(kafka.rawTopic()).partitions()).hasSize(3);
      assertThat(found.get(kafka.barsTopic()).partitions()).hasSize(3);
    }
    var refused =
        new KafkaTopics(bed.brokers(), bed.config("other", false), Duration.ofSeconds(20));
    assertThatThrownBy(refused::ensure)
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("other.raw")
        .hasMessageContaining("create-topics is false");
    var nowhere = new KafkaTopics("127.0.0.1:1", kafka, Duration.ofSeconds(1));
    assertThatThrownBy(nowhere::ensure)
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("'127.0.0.1:1' did not answer");
  }
}
