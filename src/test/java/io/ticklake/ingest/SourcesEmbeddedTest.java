package io.ticklake.ingest;

import static io.ticklake.ingest.checkpoint.Fingerprints.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.DayMark;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.model.Timespan;
import io.ticklake.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each source, and the backfill, against the embedded broker, market and bucket. */
final class SourcesEmbeddedTest {
  private static final FakeClock CLOCK = new FakeClock("2026-11-21T12:00:00Z"); // a Saturday
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void publishesTheDailyBarsOfAWatchListAndWhatAPauseLeftOut() throws Exception {
    KafkaConfig kafka = bed.topics("daily");
    Checkpoints early = bed.checkpoints(kafka);
    MarketRequest begun =
        BarSeries.DAY_RANGE.request("AAPL", LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 4));
    early.write(
        Checkpoint.nothing(begun.place())
            .with(Map.of(LocalDate.of(2026, 11, 3), new DayMark(CLOCK.instant(), 0, NONE))));

    bed.run(
        kafka,
        BarSeries.DAY_RANGE.source(),
        20,
        () -> bed.settled(kafka, BarSeries.DAY_RANGE, "AAPL", "BRK.B"));

    var bars = bed.read(kafka.barsTopic());
    assertThat(bars).extracting(ConsumerRecord::key).contains("AAPL", "BRK.B").hasSize(15 + 15);
    for (var record : bars) {
      JsonNode bar = new ObjectMapper().readTree(record.value());
      assertThat(bar.path("timespan").asText()).isEqualTo("day");
      assertThat(bar.path("source").asText()).isEqualTo("day-range (simulated)");
      assertThat(bar.path("ticker").asText()).isEqualTo(record.key());
    }
    // One request for each ticker: all its missing days lie in one window.
    assertThat(bed.read(kafka.rawTopic())).hasSize(2);
  }

  @Test
  void publishesTheMinuteBarsOfAWatchListOnce() throws Exception {
    KafkaConfig kafka = bed.topics("minutes");

    bed.run(
        kafka,
        BarSeries.MINUTE_RANGE.source(),
        2,
        () -> bed.settled(kafka, BarSeries.MINUTE_RANGE, "AAPL", "BRK.B"));
    int first = bed.read(kafka.barsTopic()).size();
    AtomicLong began = new AtomicLong(System.nanoTime());
    bed.run(
        kafka,
        BarSeries.MINUTE_RANGE.source(),
        2,
        () -> System.nanoTime() - began.get() > 1_000_000_000L);

    var bars = bed.read(kafka.barsTopic());
    assertThat(bars).hasSize(first).hasSizeGreaterThan(700);
    Set<String> minutes = new HashSet<>();
    for (var record : bars) {
      JsonNode bar = new ObjectMapper().readTree(record.value());
      assertThat(bar.path("timespan").asText()).isEqualTo("minute");
      assertThat(minutes.add(record.key() + bar.path("timestamp").asText())).isTrue();
    }
    assertThat(bed.read(kafka.deadLetterTopic())).isEmpty();
  }

  @Test
  void publishesThePreviousCloseOfAWatchList() throws Exception {
    KafkaConfig kafka = bed.topics("previous");

    bed.run(
        kafka,
        BarSeries.PREVIOUS_CLOSE.source(),
        7,
        () -> bed.settled(kafka, BarSeries.PREVIOUS_CLOSE, "AAPL", "BRK.B"));

    var bars = bed.read(kafka.barsTopic());
    assertThat(bars).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("AAPL", "BRK.B");
    assertThat(new ObjectMapper().readTree(bars.get(0).value()).path("trade_date").asText())
        .isEqualTo("2026-11-20");
  }

  @Test
  void publishesHowAllTickersStandAndNothingWhileNothingChanges() throws Exception {
    KafkaConfig kafka = bed.topics("snapshots");

    bed.run(kafka, "snapshots", 7, () -> isWritten(kafka, "snapshots", Place.ALL));
    int first = records(kafka).size();
    AtomicLong began = new AtomicLong(System.nanoTime());
    bed.run(kafka, "snapshots", 7, () -> System.nanoTime() - began.get() > 1_000_000_000L);

    var records = records(kafka);
    assertThat(records).hasSize(first).hasSizeGreaterThan(400);
    ConsumerRecord<String, String> apple =
        records.stream().filter(record -> record.key().equals("AAPL")).findFirst().orElseThrow();
    JsonNode json = JSON.readTree(apple.value());
    assertThat(json.path("source").asText()).isEqualTo("snapshots (simulated)");
    assertThat(json.path("ingested_at").asText()).isEqualTo("2026-11-21 12:00:00.000");
    assertThat(json.at("/day/v").isFloatingPointNumber()).isTrue();
    assertThat(json.path("updated").isIntegralNumber()).isTrue();
    assertThat(
            new String(
                apple.headers().lastHeader("dt").value(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("2026-11-21");
  }

  @Test
  void publishesWhichTickersAreListedPageByPageOnceADay() throws Exception {
    KafkaConfig kafka = bed.topics("tickers");

    bed.run(kafka, "tickers", 7, () -> isWritten(kafka, "tickers", Place.ALL));
    int first = records(kafka).size();
    AtomicLong began = new AtomicLong(System.nanoTime());
    bed.run(kafka, "tickers", 7, () -> System.nanoTime() - began.get() > 500_000_000L);

    assertThat(records(kafka)).hasSize(first).hasSizeGreaterThan(500);
    assertThat(records(kafka)).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
  }

  @Test
  void publishesWhetherTheMarketIsOpenAndItsHolidaysOnce() throws Exception {
    KafkaConfig kafka = bed.topics("status");

    bed.run(
        kafka,
        "market-status",
        7,
        () ->
            isWritten(kafka, "market-status", Place.ALL)
                && isWritten(kafka, "market-status", RecordSource.UPCOMING));

    List<JsonNode> records = new java.util.ArrayList<>();
    for (var record : records(kafka)) {
      records.add(JSON.readTree(record.value()));
    }
    assertThat(records)
        .filteredOn(record -> record.path("kind").asText().equals("now"))
        .singleElement()
        .extracting(record -> record.path("market").asText())
        .isEqualTo("closed");
    assertThat(records)
        .filteredOn(record -> record.path("kind").asText().equals("holiday"))
        .extracting(record -> record.path("name").asText())
        .contains("Thanksgiving Day", "Christmas Day");
  }

  @Test
  void backfillsAndGoesOnWhereItWasStopped() throws Exception {
    KafkaConfig kafka = bed.topics("backfill");
    AtomicBoolean stop = new AtomicBoolean();
    Backfill begun = backfill(kafka, List.of(), Timespan.DAY, stop::get);
    assertThat(begun.size()).isEqualTo(22); // the weekdays of October

    Backfill.Result first = run(kafka, begun, (done, bars) -> stop.set(done == 5));
    Backfill rest = backfill(kafka, List.of(), Timespan.DAY, () -> false);
    Backfill.Result second = run(kafka, rest, (done, bars) -> {});

    assertThat(first.requests()).isEqualTo(5);
    assertThat(first.left()).isEqualTo(17);
    assertThat(second.requests()).isEqualTo(17);
    assertThat(second.left()).isZero();
    assertThat(backfill(kafka, List.of(), Timespan.DAY, () -> false).size()).isZero();
    var bars = bed.read(kafka.barsTopic());
    assertThat(bars).hasSize((int) (first.bars() + second.bars()));
    Set<String> distinct = new HashSet<>();
    for (var record : bars) {
      assertThat(distinct.add(record.key() + JSON.readTree(record.value()).path("trade_date")))
          .isTrue();
    }
  }

  @Test
  void backfillsTheMinutesOfATicker() throws Exception {
    KafkaConfig kafka = bed.topics("backfillminutes");

    Backfill.Result result =
        run(
            kafka,
            backfill(kafka, List.of("AAPL"), Timespan.MINUTE, () -> false),
            (done, bars) -> {});

    assertThat(result.requests()).isEqualTo(1);
    assertThat(result.bars()).isGreaterThan(22 * 300);
    assertThat(bed.read(kafka.barsTopic())).hasSize((int) result.bars());
  }

  @Test
  void fetchesTheMinutesThatAnotherSourceMissed() throws Exception {
    KafkaConfig kafka = bed.topics("missed");
    IngestBeans beans = bed.beans(kafka, 7);
    Main main = bed.main(kafka, "none", beans);
    main.start();
    try {
      beans.fetchMinutes(
          "AAPL",
          Instant.parse("2026-11-20T15:00:00Z"),
          Instant.parse("2026-11-20T15:09:00Z"),
          new DefaultExchange(main.getCamelContext()));
    } finally {
      main.stop();
    }

    assertThat(bed.read(kafka.barsTopic()))
        .hasSizeBetween(5, 10)
        .allMatch(record -> record.value().contains("\"timestamp\":\"2026-11-20 15:0"));
  }

  private static Backfill backfill(
      KafkaConfig kafka, List<String> tickers, Timespan timespan, BooleanSupplier stop) {
    Backfill.Days october =
        new Backfill.Days(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31), timespan);
    return Backfill.of(october, tickers, bed.checkpoints(kafka), CLOCK, stop);
  }

  private static Backfill.Result run(
      KafkaConfig kafka, Backfill backfill, Backfill.Progress progress) throws Exception {
    Main main = bed.main(kafka, "none", bed.beans(kafka, 7));
    main.start();
    try {
      return backfill.run(main.getCamelContext(), progress);
    } finally {
      main.stop();
    }
  }

  private static boolean isWritten(KafkaConfig kafka, String source, String part) {
    Place place =
        new Place(
            source,
            part,
            io.ticklake.ingest.checkpoint.Window.Size.DAY.of(LocalDate.of(2026, 11, 21)));
    return !bed.checkpoints(kafka).read(place).days().isEmpty();
  }

  private static List<ConsumerRecord<String, String>> records(KafkaConfig kafka) {
    return bed.read(kafka.recordTopics().get(0));
  }
}
