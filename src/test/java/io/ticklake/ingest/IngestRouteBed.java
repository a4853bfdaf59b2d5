package io.ticklake.ingest;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.model.Event;
import io.ticklake.testkit.FakeClock;
import io.ticklake.testkit.OnlyInstance;
import io.ticklake.testkit.RecordedKafka;
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

/** The stage's routes as packaged, with topics that are mocks and a market of the test's own. */
abstract class IngestRouteBed extends CamelMainTestSupport {
  static final String KEY = "the-api-key";

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

  /** Where the market is. */
  abstract String marketAddress();

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

  private IngestBeans beans() {
    if (sharedBeans == null) {
      IngestConfig config =
          new IngestConfig(
              MarketAddress.of(marketAddress()), new Secret(KEY), 100, lookbackDays, Map.of());
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
}
