package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw zone holds everything that the bars were made of. */
class RawReplayIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ticklake.market.requests-per-minute", "6000",
          "ticklake.ingest.grouped-daily.period", "200ms",
          "ticklake.ingest.day-range.enabled", "true",
          "ticklake.ingest.day-range.period", "200ms",
          "ticklake.ingest.day-range.tickers", "AAPL,BRK.A",
          "ticklake.ingest.minute-range.enabled", "true",
          "ticklake.ingest.minute-range.period", "200ms",
          "ticklake.ingest.minute-range.tickers", "MSFT",
          "ticklake.archive.slice-age", "2s",
          "ticklake.archive.slice-idle", "500ms");

  @TempDir Path directory;

  @Test
  void theBarsDerivedFromItAreThoseThatWerePublishedByteForByte() throws Exception {
    try (PackagedProgram program = PackagedProgram.start(directory, SETTINGS)) {
      program.awaitOutput("ready in", SOON);
      String brokers = program.endpoints().get("KAFKA_BROKERS");
      try (LakeReader lake = new LakeReader(program.endpoints(), directory)) {
        awaitQuiet(lake, brokers);
      }
      Map<String, Integer> published = bars(brokers, "market.bars.v1");

      try (PackagedProgram replay =
          PackagedProgram.start(
              directory, Map.of(), "replay", "--from-raw", "--topic", "bars.again")) {
        assertThat(replay.awaitEnd(SOON)).as(replay.output()).isZero();
      }

      Map<String, Integer> derived = bars(brokers, "bars.again");
      assertThat(derived).hasSameSizeAs(published);
      assertThat(derived.equals(published)).isTrue();
      assertThat(published.keySet().toString())
          .contains("\"source\":\"grouped-daily (simulated)\"")
          .contains("\"source\":\"day-range (simulated)\"")
          .contains("\"source\":\"minute-range (simulated)\"");
    }
  }

  private static void awaitQuiet(LakeReader lake, String brokers) {
    await("pages and bars, and no more for some seconds")
        .atMost(SOON)
        .during(Duration.ofSeconds(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> List.of(lake.keys("raw/"), lake.keys("bars/")), new Unchanged()::since);
    assertThat(TopicReader.readAll(brokers, "market.bars.v1")).hasSizeGreaterThan(3000);
  }

  /** Key, headers and value of every record, and how often it is there. */
  private static Map<String, Integer> bars(String brokers, String topic) {
    Map<String, Integer> bars = new HashMap<>();
    for (ConsumerRecord<String, String> record : TopicReader.readAll(brokers, topic)) {
      bars.merge(
          record.key()
              + header(record, "dt")
              + header(record, "timespan")
              + record.value(),
          1,
          Integer::sum);
    }
    return bars;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Whether keys are the same as when they were looked at last. */
  private static final class Unchanged {
    private List<List<String>> before = List.of();

    boolean since(List<List<String>> now) {
      boolean same =
          now.equals(before)
              && now.stream().noneMatch(List::isEmpty)
              && now.get(0).stream().anyMatch(key -> key.contains("minute-range"));
      before = now;
      return same;
    }
  }
}
