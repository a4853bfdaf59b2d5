package io.ticklake.ingest;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.model.Event;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.OnlyInstance;
import io.ticklake.testkit.RecordedKafka;
import io.ticklake.testkit.ScriptedMarket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;

/** The stage's routes as packaged, with a scripted market and topics that are mocks. */
abstract class IngestRouteBed extends CamelMainTestSupport {
  static final String KEY = "the-api-key";
  // 16:00 Eastern of 2026-11-20, as grouped bars are stamped.
  private static final long CLOSE = 1795208400000L;

  final ScriptedMarket market = market();
  // A Saturday.
  final FakeClock clock = new FakeClock("2026-11-21T12:00:00Z");
  final RecordedKafka kafka = new RecordedKafka();
  final CheckpointsInMemory checkpoints = new CheckpointsInMemory();
  final List<Event> events = new CopyOnWriteArrayList<>();

  private final int lookbackDays;
  private IngestBeans sharedBeans;

  IngestRouteBed(int lookbackDays) {
    this.lookbackDays = lookbackDays;
  }

  @AfterEach
  void closeMarket() {
    market.close();
  }

  @Override
  protected String getPropertyPlaceholderLocations() {
    return "false";
  }

  @Override
  public void configureContext(CamelContextConfiguration context) {
    super.configureContext(context);
    Properties settings = new Properties();
    settings.putAll(SourceSettings.only("grouped-daily"));
    settings.setProperty("ticklake.ingest.raw-topic", "raw");
    settings.setProperty("ticklake.ingest.bars-topic", "bars");
    settings.setProperty("ticklake.kafka.dead-letter-topic", "dlq");
    context.withUseOverridePropertiesWithPropertiesComponent(settings);
  }

  @Override
  protected void configure(MainConfigurationProperties main) {
    main.withRoutesIncludePattern("classpath:routes/ingest.camel.yaml");
    main.withShutdownTimeout(5);
    main.addRoutesBuilder(OnlyInstance.routes());
    main.addRoutesBuilder(new IngestRoutes(beans()));
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    KafkaComponent component = new KafkaComponent();
    component.setKafkaClientFactory(kafka);
    component.getConfiguration().setBatchWithIndividualHeaders(true);
    registry.bind("kafka", component);
    beans().bindTo(registry::bind);
  }

  boolean advanced(Duration by) {
    clock.advance(by);
    return true;
  }

  static String page(String... rows) {
    return "{\"queryCount\":1,\"adjusted\":true,\"results\":["
        + String.join(",", rows)
        + "],\"status\":\"OK\",\"request_id\":\"r1\"}";
  }

  static String row(String ticker, String open) {
    return "{\"T\":\"%s\",\"v\":1000.5,\"o\":%s,\"c\":2,\"h\":3.25,\"l\":0.5,\"t\":%d,\"n\":7}"
        .formatted(ticker, open, CLOSE);
  }

  private IngestBeans beans() {
    if (sharedBeans == null) {
      IngestConfig config =
          new IngestConfig(
              MarketAddress.of(market.address()), new Secret(KEY), 100, lookbackDays, Map.of());
      KafkaConfig kafka =
          new KafkaConfig(
              new Endpoint.Address("none:1"),
              true,
              1,
              1,
              "raw",
              "bars",
              "dlq",
              "indices",
              List.of(),
              "leaders");
      sharedBeans = new IngestBeans(config, kafka, checkpoints, clock, events::add);
    }
    return sharedBeans;
  }

  private static ScriptedMarket market() {
    try {
      return new ScriptedMarket();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
