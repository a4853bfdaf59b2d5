package io.ticklake.ingest.feed;

import static io.ticklake.testkit.RecordedKafka.headers;
import static io.ticklake.testkit.ScriptedFeed.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.config.Secret;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.model.Event;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.LogLines;
import io.ticklake.testkit.RecordedKafka;
import io.ticklake.testkit.ScriptedFeed;
import io.ticklake.testkit.StageContext;
import io.ticklake.testkit.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** The route as packaged, with a scripted market and a Kafka that writes down. */
final class FeedRouteTest {
  private static final String KEY = "the-api-key";
  private static final Instant NINE_THIRTY = Instant.parse("2026-11-20T14:30:00Z");
  private static final FeedTiming QUICK =
      new FeedTiming(
          Duration.ofSeconds(3),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMillis(50));

  @RegisterExtension
  private final LogLines log = new LogLines(MarketFeedConsumer.class.getPackage());

  private final ScriptedFeed market = new ScriptedFeed();
  private final FakeClock clock = new FakeClock("2026-11-20T14:32:05Z");
  private final RecordedKafka kafka = new RecordedKafka();
  private final MarkInMemory marks = new MarkInMemory();
  private FeedMarks store = marks;
  private final List<Gap> asked = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final StageContext stage =
      new StageContext(
          Map.of(
              "ticklake.ingest.feed.enabled", "true",
              "ticklake.ingest.raw-topic", "raw",
              "ticklake.ingest.bars-topic", "bars",
              "ticklake.kafka.dead-letter-topic", "dlq"));

  @AfterEach
  void close() {
    stage.close();
    market.close();
  }

  @Test
  void publishesTheFrameItsBarsAndWhatCannotBeRead() throws Exception {
    String broken = bar("BAD", 0, "\"x\"");
    String frame = "[" + bar("AAPL", 0, "1.5") + "," + broken + "]";
    market.afterSubscribing(frame);

    start(market.address());
    awaitBars(1);

    ProducerRecord<?, ?> raw = kafka.records("raw").get(0);
    assertThat(raw.key()).isEqualTo("websocket|" + market.address());
    assertThat(headers(raw)).containsExactlyEntriesOf(Map.of("content-type", "application/json"));
    assertThat((String) raw.value())
        .startsWith("{\"source\":\"websocket\",\"url\":\"" + market.address() + "\"")
        .contains("\"page\":" + frame);
    ProducerRecord<?, ?> bar = kafka.records("bars").get(0);
    assertThat(bar.key()).isEqualTo("AAPL");
    assertThat(headers(bar))
        .containsExactlyInAnyOrderEntriesOf(Map.of("dt", "2026-11-20", "timespan", "minute"));
    assertThat((String) bar.value())
        .contains("\"timestamp\":\"2026-11-20 14:30:00.000\"", "\"source\":\"websocket\"");
    ProducerRecord<?, ?> letter = kafka.records("dlq").get(0);
    assertThat(letter.key()).isEqualTo("BAD");
    assertThat(letter.value()).isEqualTo(broken);
    assertThat(headers(letter))
        .containsEntry("dlq.topic", "raw")
        .containsEntry("dlq.stage", "ingest");
    assertThat(market.heard())
        .containsExactly(
            "{\"action\":\"auth\",\"params\":\"" + KEY + "\"}",
            "{\"action\":\"subscribe\",\"params\":\"AM.*\"}");
  }

  @Test
  void publishesABarAgainOnlyWithOtherValues() throws Exception {
    String first = bar("AAPL", 0, "1.5");
    String corrected = bar("AAPL", 0, "1.6");
    market.afterSubscribing(
        "[" + first + "]",
        "[" + first + "]",
        "[" + corrected + "," + corrected + "]",
        "[" + bar("AAPL", 1, "9") + "]");

    start(market.address());
    awaitBars(3);

    assertThat(kafka.records("bars"))
        .extracting(record -> close((String) record.value()))
        .containsExactly("1.5", "1.6", "9.0");
    assertThat(kafka.records("bars"))
        .extracting(record -> headers(record).get("correction"))
        .containsExactly(null, "true", null);
    assertThat(kafka.records("raw")).hasSize(4);
  }

  @Test
  void garbageAndUnknownEventsAreKeptAndHarmNothing() throws Exception {
    market.afterSubscribing(
        "garbage", "{}", "[{\"ev\":\"T\"}]", "", "[7]", "[" + bar("AAPL", 0, "1.5") + "]");

    start(market.address());
    awaitBars(1);

    assertThat(kafka.records("dlq"))
        .extracting(ProducerRecord::value)
        .containsExactly("garbage", "{}", "", "7");
    assertThat(kafka.records("raw")).hasSize(3);
    assertThat(health().getDetails())
        .containsEntry("frames", 6L)
        .containsEntry("bars", 1L)
        .containsEntry("unreadable", 4L)
        .containsEntry("unknown", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth_failed", "error"})
  void aRefusalStopsTheRouteWithOneMessage(String status) throws Exception {
    market.onAuthentication(status(status, "not authorized"));

    start(market.address());
    await("stopped")
        .until(
            () ->
                stage.camel().getRouteController().getRouteStatus("ingest-feed")
                    == ServiceStatus.Stopped);

    assertThat(log.at(Level.WARN)).isEmpty();
    assertThat(log.at(Level.ERROR)).hasSize(1);
    assertThat(log.at(Level.ERROR).get(0))
        .contains("not authorized", "Route 'ingest-feed' is stopped")
        .doesNotContain(KEY);
    assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(health().getMessage().orElse("")).contains("not authorized");
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).asString().contains("feed", "MARKET_", "not authorized");
  }

  @Test
  void aStoreThatIsAwayDelaysIt() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    store =
        new FeedMarks() {
          @Override
          public Optional<FeedMark> read() {
            if (attempts.incrementAndGet() < 3) {
              throw new RetryLater(ErrorCode.SERVICE_UNREACHABLE, "S3 is away.");
            }
            return marks.read();
          }

          @Override
          public void write(FeedMark mark) {
            marks.write(mark);
          }
        };
    market.afterSubscribing("[" + bar("AAPL", 0, "1.5") + "]");

    start(market.address());
    awaitBars(1);

    assertThat(attempts).hasValue(3);
    assertThat(log.at(Level.WARN)).singleElement().asString().contains("S3 is away");
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
  }

  @Test
  void asksForTheGapWhenTheConnectionWasCut() throws Exception {
    market.afterSubscribing("[" + bar("AAPL", 0, "1") + "," + bar("BRK.B", 1, "2") + "]");
    try (TcpProxy proxy = proxy()) {
      start(address(proxy));
      awaitBars(2);

      clock.advance(Duration.ofMinutes(7));
      proxy.cut();

      await("the gap").until(() -> asked.size() == 2);
      Instant from = NINE_THIRTY.plusSeconds(60).minus(Duration.ofMinutes(15));
      assertThat(asked)
          .containsExactly(
              new Gap("AAPL", from, clock.instant()), new Gap("BRK.B", from, clock.instant()));
      assertThat(proxy.accepted()).isEqualTo(2);
      assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }
  }

  @Test
  void aConnectionThatFallsSilentIsReplaced() throws Exception {
    market.afterSubscribing("[" + bar("AAPL", 0, "1") + "]");
    try (TcpProxy proxy = proxy()) {
      start(address(proxy));
      awaitBars(1);

      proxy.fallSilent();
      await("given up").until(() -> proxy.accepted() > 1);

      await("listening again")
          .until(() -> market.heard().stream().filter(s -> s.contains("subscribe")).count() > 1);
    }
  }

  @Test
  void aMarketWithoutNewsIsNotGivenUp() throws Exception {
    market.afterSubscribing();
    try (TcpProxy proxy = proxy()) {
      start(address(proxy));

      // Several times the silence after which a dead connection would have been replaced.
      await("quiet").pollDelay(Duration.ofSeconds(2)).until(() -> proxy.accepted() == 1);
      market.tell("[" + bar("AAPL", 0, "1") + "]");
      awaitBars(1);
    }
  }

  @Test
  void comesBackWhenTheMarketIsThereAgain() throws Exception {
    market.afterSubscribing("[" + bar("AAPL", 0, "1") + "]");
    try (TcpProxy proxy = proxy()) {
      proxy.refuse(true);
      start(address(proxy));
      await("some attempts").until(() -> proxy.accepted() > 3);

      proxy.refuse(false);

      awaitBars(1);
    }
  }

  @Test
  void aFrameThatKafkaDoesNotTakeWaitsAndTheNextOnesBehindIt() throws Exception {
    kafka.fail(new TimeoutException("no broker"));
    market.afterSubscribing("[" + bar("AAPL", 0, "1") + "]", "[" + bar("AAPL", 1, "2") + "]");

    start(market.address());
    await("an attempt").until(() -> !log.at(Level.WARN).isEmpty());
    kafka.fail(null);
    awaitBars(2);

    assertThat(kafka.records("bars"))
        .extracting(record -> close((String) record.value()))
        .containsExactly("1.0", "2.0");
  }

  @Test
  void aRestartAsksForWhatHappenedMeanwhile() throws Exception {
    marks.write(new FeedMark(NINE_THIRTY, List.of("AAPL", "MSFT")));
    market.afterSubscribing();

    start(market.address());

    await("the gap").until(() -> asked.size() == 2);
    assertThat(asked.get(0))
        .isEqualTo(new Gap("AAPL", NINE_THIRTY.minus(Duration.ofMinutes(15)), clock.instant()));
  }

  @Test
  void writesDownHowFarItCame() throws Exception {
    market.afterSubscribing("[" + bar("MSFT", 1, "1") + "," + bar("AAPL", 0, "2") + "]");

    start(market.address());

    await("written")
        .untilAsserted(
            () ->
                assertThat(marks.read())
                    .contains(new FeedMark(NINE_THIRTY.plusSeconds(60), List.of("AAPL", "MSFT"))));
  }

  @Test
  void writesDownWhereItBeginsBeforeItsFirstBarIsPublished() throws Exception {
    kafka.fail(new TimeoutException("no broker"));
    market.afterSubscribing("[" + bar("MSFT", 1, "1") + "," + bar("AAPL", 1, "2") + "]");

    start(market.address());

    await("written")
        .untilAsserted(
            () ->
                assertThat(marks.read())
                    .contains(new FeedMark(NINE_THIRTY.plusSeconds(60), List.of("AAPL", "MSFT"))));
    assertThat(kafka.records("bars")).isEmpty();
  }

  private void start(String address) throws Exception {
    KafkaComponent component = new KafkaComponent();
    component.setKafkaClientFactory(kafka);
    component.getConfiguration().setBatchWithIndividualHeaders(true);
    stage.bind("kafka", component);
    MarketFeed feed =
        new MarketFeed(
            Optional.of(URI.create(address)),
            new Secret(KEY),
            QUICK,
            store,
            (ticker, from, to, exchange) -> asked.add(new Gap(ticker, from, to)),
            events::add,
            clock);
    new FeedBeans(feed, "raw").bindTo(stage::bind);
    stage.start(new NoFurtherRoutes(), "feed.camel.yaml");
  }

  private TcpProxy proxy() throws Exception {
    return new TcpProxy("127.0.0.1", URI.create(market.address()).getPort());
  }

  private static String address(TcpProxy proxy) {
    return "ws://127.0.0.1:" + proxy.port() + "/stocks";
  }

  private void awaitBars(int count) {
    await(count + " bars").until(() -> kafka.records("bars").size() >= count);
  }

  private HealthCheck.Result health() {
    return HealthCheckRegistry.get(stage.camel())
        .getCheck("market-feed-ingest-feed")
        .orElseThrow()
        .call();
  }

  private static String bar(String ticker, int minute, String close) {
    long start = NINE_THIRTY.plusSeconds(60L * minute).toEpochMilli();
    return "{\"ev\":\"AM\",\"sym\":\"%s\",\"v\":10,\"o\":1,\"h\":9,\"l\":1,\"c\":%s,\"s\":%d,\"e\":%d}"
        .formatted(ticker, close, start, start + 60_000);
  }

  private static String close(String bar) {
    return bar.replaceFirst(".*\"close\":([^,]*),.*", "$1");
  }

  private static final class NoFurtherRoutes extends RouteConfigurationBuilder {
    @Override
    public void configuration() {
      // The feed's route stands alone.
    }

    @Override
    public void configure() {
      // The feed's route stands alone.
    }
  }
}
