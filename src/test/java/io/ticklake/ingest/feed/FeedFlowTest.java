package io.ticklake.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.market.MarketFeed;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.ingest.IngestBeans;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.IngestRoutes;
import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.DaysFetched;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.StageContext;
import io.ticklake.testkit.TcpProxy;
import io.ticklake.testkit.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The feed with the embedded market and broker: whatever happens to the connection, the newest
 * values of each minute on Kafka are those of REST.
 */
final class FeedFlowTest {
  private static final String KEY = "a-market-key";
  private static final List<String> TICKERS = List.of("AAPL", "BRK.B", "MSFT", "NVDA", "ZTS");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FeedTiming QUICK =
      new FeedTiming(
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(50));

  @TempDir Path dir;

  private final FakeClock clock = new FakeClock("2026-11-20T14:30:02Z"); // a Friday, 9:30
  private final MarkInMemory marks = new MarkInMemory();
  private KafkaServer broker;
  private MarketServer rest;
  private EmbeddedServer websocket;
  private TcpProxy proxy;
  private KafkaConfig kafka;
  private Settings settings;

  @BeforeEach
  void start() throws Exception {
    broker = KafkaServer.start(dir.resolve("kafka"));
    MarketSettings market = new MarketSettings(KEY, 42, 0, clock, MarketSettings.Plan.REAL_TIME);
    rest = MarketServer.start(market);
    websocket = MarketFeed.start(market);
    proxy = new TcpProxy("127.0.0.1", URI.create(websocket.address()).getPort());
    Properties given = new Properties();
    given.setProperty("ticklake.kafka.brokers", broker.address());
    given.setProperty("ticklake.market.base-url", rest.address());
    given.setProperty("ticklake.market.api-key", KEY);
    given.setProperty("ticklake.market.requests-per-minute", "6000");
    given.setProperty("ticklake.ingest.grouped-daily.enabled", "false");
    given.setProperty("ticklake.ingest.feed.enabled", "true");
    given.setProperty("ticklake.ingest.feed.tickers", String.join(",", TICKERS));
    settings = new SettingsLoader(dir, Map.of(), given).load();
    kafka = KafkaConfig.from(settings);
    new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20)).ensure();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    websocket.close();
    rest.close();
    broker.close();
  }

  @Test
  void everyMinuteIsThereOnceWhenNothingHappens() throws Exception {
    try (StageContext stage = stage()) {
      listening(1);
      pass(20);
      settle();
    }

    List<JsonNode> bars = bars();
    assertThat(newest(bars)).isEqualTo(served());
    // Each version once: a minute has another one only with other values.
    assertThat(bars.stream().map(bar -> key(bar) + values(bar))).doesNotHaveDuplicates();
    assertThat(bars).hasSizeGreaterThan(newest(bars).size());
    assertThat(bars).allMatch(bar -> bar.path("source").asText().equals("websocket (simulated)"));
  }

  @Test
  void cutsSilencesAndAnOutageLoseNothing() throws Exception {
    try (StageContext stage = stage()) {
      listening(1);
      pass(5);
      proxy.cut();
      listening(2);
      pass(3);
      proxy.refuse(true);
      proxy.cut();
      clock.advance(Duration.ofMinutes(9)); // nobody hears of these
      proxy.refuse(false);
      pass(4);
      proxy.fallSilent();
      clock.advance(MINUTE);
      int before = proxy.accepted();
      await("given up").until(() -> proxy.accepted() > before);
      pass(20);
      settle();
    }

    assertThat(newest(bars())).isEqualTo(served());
    assertThat(bars())
        .anyMatch(bar -> bar.path("source").asText().equals("missed-minutes (simulated)"));
  }

  @Test
  void restartsOfTheProgramLoseNothing() throws Exception {
    for (int run = 1; run <= 3; run++) {
      try (StageContext stage = stage()) {
        listening(run);
        pass(4);
        settle();
      }
      clock.advance(Duration.ofMinutes(6));
    }
    try (StageContext stage = stage()) {
      listening(4);
      pass(16);
      settle();
    }

    assertThat(newest(bars())).isEqualTo(served());
  }

  private StageContext stage() throws Exception {
    Map<String, String> all = new HashMap<>();
    settings.entries().forEach((name, setting) -> all.put(name, setting.value()));
    StageContext stage = new StageContext(all);
    KafkaComponent component = new KafkaComponent();
    component.getConfiguration().setBrokers(broker.address());
    component.getConfiguration().setBatchWithIndividualHeaders(true);
    component.getConfiguration().setRequestRequiredAcks("all");
    stage.bind("kafka", component);
    IngestBeans ingest =
        new IngestBeans(
            IngestConfig.from(settings), kafka, new NoCheckpoints(), clock, event -> {});
    ingest.bindTo(stage::bind);
    var feed =
        new io.ticklake.ingest.feed.MarketFeed(
            Optional.of(URI.create("ws://127.0.0.1:" + proxy.port() + "/stocks")),
            new Secret(KEY),
            QUICK,
            marks,
            ingest::fetchMinutes,
            event -> {},
            clock);
    new FeedBeans(feed, kafka.rawTopic()).bindTo(stage::bind);
    stage.start(new IngestRoutes(ingest), "ingest.camel.yaml");
    PluginHelper.getRoutesLoader(stage.camel())
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(
                stage.camel(), "classpath:routes/feed.camel.yaml"));
    return stage;
  }

  // The market tells from its next look on.
  private void listening(int connections) {
    await("connected").atMost(Duration.ofSeconds(20)).until(() -> proxy.accepted() >= connections);
    await("a look").pollDelay(Duration.ofMillis(500)).until(() -> true);
  }

  private void pass(int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      clock.advance(MINUTE);
      await("told").pollDelay(Duration.ofMillis(120)).until(() -> true);
    }
  }

  // Nothing more comes to Kafka.
  private void settle() {
    await("quiet")
        .pollInterval(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(30))
        .until(
            new java.util.concurrent.Callable<>() {
              private int before = -1;

              @Override
              public Boolean call() {
                int now = TopicReader.readAll(broker.address(), kafka.barsTopic()).size();
                boolean same = now == before;
                before = now;
                return same;
              }
            });
  }

  private List<JsonNode> bars() throws JsonProcessingException {
    List<JsonNode> bars = new ArrayList<>();
    for (ConsumerRecord<String, String> record :
        TopicReader.readAll(broker.address(), kafka.barsTopic())) {
      bars.add(JSON.readTree(record.value()));
    }
    return bars;
  }

  // One ticker is in one partition: a later record is a later version, unless it says otherwise.
  private static Map<String, String> newest(List<JsonNode> bars) {
    Map<String, JsonNode> newest = new HashMap<>();
    for (JsonNode bar : bars) {
      newest.merge(
          key(bar),
          bar,
          (one, two) ->
              one.path("ingested_at").asText().compareTo(two.path("ingested_at").asText()) > 0
                  ? one
                  : two);
    }
    Map<String, String> values = new TreeMap<>();
    newest.forEach((key, bar) -> values.put(key, values(bar)));
    return values;
  }

  private Map<String, String> served() throws Exception {
    Map<String, String> values = new TreeMap<>();
    for (String ticker : TICKERS) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      rest.address()
                          + "/v2/aggs/ticker/"
                          + ticker
                          + "/range/1/minute/2026-11-20/2026-11-20"))
              .header("Authorization", "Bearer " + KEY)
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      for (JsonNode row : JSON.readTree(answer.body()).path("results")) {
        values.put(
            ticker + " " + Instant.ofEpochMilli(row.path("t").asLong()),
            values(row, "o", "h", "l", "c", "v", "vw"));
      }
    }
    return values;
  }

  private static String key(JsonNode bar) {
    String utc = bar.path("timestamp").asText().replace(' ', 'T') + "Z";
    return bar.path("ticker").asText() + " " + Instant.parse(utc);
  }

  private static String values(JsonNode bar) {
    return values(bar, "open", "high", "low", "close", "volume", "vwap");
  }

  private static String values(JsonNode node, String... names) {
    List<Double> values = new ArrayList<>();
    for (String name : names) {
      values.add(node.path(name).asDouble());
    }
    return values.toString();
  }

  /** The feed's own requests have none, and no other source is on. */
  private static final class NoCheckpoints implements Checkpoints {
    @Override
    public DaysFetched fetched(Place place) {
      return DaysFetched.NONE;
    }

    @Override
    public Checkpoint read(Place place) {
      return Checkpoint.nothing(place);
    }

    @Override
    public void write(Checkpoint checkpoint) {
      throw new AssertionError("Nobody should write " + checkpoint);
    }
  }
}
