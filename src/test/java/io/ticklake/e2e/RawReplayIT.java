package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw zone holds everything that the bars were made of. */
@LongForm
class RawReplayIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String BARS = "market.bars.v1";
  private static final String AGAIN = "bars.again";
  private static final List<String> SOURCES =
      List.of("grouped-daily", "day-range", "minute-range", "previous-close", "websocket");
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("ticklake.market.requests-per-minute", "6000"),
          Map.entry("ticklake.ingest.grouped-daily.period", "200ms"),
          Map.entry("ticklake.ingest.day-range.enabled", "true"),
          Map.entry("ticklake.ingest.day-range.period", "200ms"),
          Map.entry("ticklake.ingest.day-range.tickers", "AAPL,BRK.A"),
          Map.entry("ticklake.ingest.minute-range.enabled", "true"),
          Map.entry("ticklake.ingest.minute-range.period", "200ms"),
          Map.entry("ticklake.ingest.minute-range.tickers", "MSFT"),
          Map.entry("ticklake.ingest.previous-close.enabled", "true"),
          Map.entry("ticklake.ingest.previous-close.period", "200ms"),
          Map.entry("ticklake.ingest.previous-close.tickers", "NVDA"),
          // Pages that no bars are made of.
          Map.entry("ticklake.ingest.tickers.enabled", "true"),
          Map.entry("ticklake.ingest.tickers.period", "200ms"),
          Map.entry("ticklake.embedded.market-feed", "last-session"),
          Map.entry("ticklake.archive.slice-age", "2s"),
          Map.entry("ticklake.archive.slice-idle", "500ms"));

  @TempDir Path directory;

  @Test
  void theBarsDerivedFromItAreThoseOfTheLakeAndThoseThatWerePublishedByteForByte()
      throws Exception {
    listen();
    try (PackagedProgram program = start("false")) {
      program.awaitOutput("ready in", SOON);
      String brokers = program.endpoints().get("KAFKA_BROKERS");
      try (LakeReader lake = new LakeReader(program.endpoints(), directory)) {
        awaitAllInTheLake(lake, brokers);
        Map<List<Object>, Long> once = rows(lake);
        Map<String, Integer> published = bars(brokers, BARS);

        replay("--topic", AGAIN);
        replay();

        assertThat(bars(brokers, AGAIN).equals(published)).isTrue();
        awaitAllInTheLake(lake, brokers);
        assertThat(rows(lake).equals(twice(once))).isTrue();
        assertThat(once.keySet().toString())
            .contains(SOURCES.stream().map(source -> source + " (simulated)").toList());
        System.out.printf("raw replay: %d rows, each once more%n", once.size());
      }
    }
  }

  /** For some minutes of the market, a second each. */
  private void listen() {
    try (PackagedProgram program = start("true")) {
      program.awaitOutput("ready in", SOON);
      String brokers = program.endpoints().get("KAFKA_BROKERS");
      await("bars of the feed, some of them corrected")
          .atMost(SOON)
          .until(
              () ->
                  TopicReader.readAll(brokers, BARS).stream()
                      .anyMatch(record -> record.headers().lastHeader("correction") != null));
      assertThat(program.stop(SOON)).as(program.output()).isZero();
    }
  }

  private PackagedProgram start(String feed) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("ticklake.ingest.feed.enabled", feed);
    return PackagedProgram.start(directory, settings);
  }

  private void replay(String... more) {
    List<String> arguments =
        Stream.concat(Stream.of("replay", "--from-raw"), Stream.of(more)).toList();
    try (PackagedProgram replay =
        PackagedProgram.start(directory, Map.of(), arguments.toArray(String[]::new))) {
      assertThat(replay.awaitEnd(SOON)).as(replay.output()).isZero();
      System.out.println(
          replay
              .output()
              .lines()
              .filter(line -> line.contains(" bars of "))
              .findFirst()
              .orElse(""));
    }
  }

  /** Until every bar on Kafka is in the lake, and no page comes any more. */
  private static void awaitAllInTheLake(LakeReader lake, String brokers) {
    await("bars, and no more for some seconds")
        .atMost(SOON)
        .during(Duration.ofSeconds(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              int published = TopicReader.readAll(brokers, BARS).size();
              return published > 3000
                  && !lake.keys("bars/").isEmpty()
                  && rows(lake).values().stream().mapToLong(Long::longValue).sum() == published;
            });
  }

  /** Every row of the lake, with all its columns, and how often it is there. */
  private static Map<List<Object>, Long> rows(LakeReader lake) throws Exception {
    return lake.readParquet("bars/", "SELECT * FROM bars").stream()
        .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
  }

  private static Map<List<Object>, Long> twice(Map<List<Object>, Long> rows) {
    return rows.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, row -> 2 * row.getValue()));
  }

  /** Key, headers and value of every record, and how often it is there. */
  private static Map<String, Integer> bars(String brokers, String topic) {
    Map<String, Integer> bars = new HashMap<>();
    for (ConsumerRecord<String, String> record : TopicReader.readAll(brokers, topic)) {
      bars.merge(
          record.key() + header(record, "dt") + header(record, "timespan") + record.value(),
          1,
          Integer::sum);
    }
    return bars;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
