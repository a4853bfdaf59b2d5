package io.ticklake.ingest;

import static org.awaitility.Awaitility.await;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.S3Checkpoints;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.testkit.OnlyInstance;
import io.ticklake.testkit.TopicReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded broker, market and bucket, and the stage as the program has it. */
final class IngestBed implements AutoCloseable {
  static final String KEY = "a-market-key";
  static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  static final List<String> TICKERS = List.of("AAPL", "BRK.B");

  private static final AccessKey STORE_KEY = new AccessKey("test-key", "test-secret");

  private final Clock clock;
  private final KafkaServer broker;
  private final MarketServer market;
  private final S3Server store;
  private final S3Client s3;

  IngestBed(Path dir, Clock clock) {
    this.clock = clock;
    this.store = S3Server.start(dir.resolve("s3"), STORE_KEY);
    this.s3 =
        S3Client.builder()
            .endpointOverride(URI.create(store.address()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(STORE_KEY.id(), STORE_KEY.secret())))
            .build();
    this.broker = KafkaServer.start(dir.resolve("kafka"));
    this.market = MarketServer.start(new MarketSettings(KEY, 7, 0, clock));
  }

  String brokers() {
    return broker.address();
  }

  S3Client s3() {
    return s3;
  }

  /** Topics and a bucket of a test's own. */
  KafkaConfig topics(String prefix) {
    KafkaConfig kafka = config(prefix, true);
    new KafkaTopics(broker.address(), kafka, Duration.ofSeconds(20)).ensure();
    store.createBucket(prefix);
    return kafka;
  }

  KafkaConfig config(String prefix, boolean create) {
    return new KafkaConfig(
        new Endpoint.Address(broker.address()),
        create,
        3,
        1,
        prefix + ".raw",
        prefix + ".bars",
        prefix + ".dlq",
        prefix + ".indices",
        List.of(prefix + ".records"),
        prefix + ".leaders");
  }

  /** As another process has them. */
  Checkpoints checkpoints(KafkaConfig kafka) {
    return new S3Checkpoints(s3, kafka.rawTopic().replace(".raw", ""));
  }

  /** Whether Friday has a checkpoint, for all these tickers. */
  boolean settled(KafkaConfig kafka, BarSeries series, String... tickers) {
    Checkpoints fresh = checkpoints(kafka);
    return Stream.of(tickers)
        .allMatch(
            ticker -> fresh.read(series.place(ticker, series.windowOf(FRIDAY))).isFinal(FRIDAY));
  }

  /** Runs one source until something holds. */
  void run(KafkaConfig kafka, String source, int lookbackDays, Callable<Boolean> until)
      throws Exception {
    IngestBeans beans = beans(kafka, lookbackDays);
    Main main = main(kafka, source, beans);
    main.start();
    try {
      await("ingested").atMost(Duration.ofSeconds(40)).until(until);
    } finally {
      main.stop();
    }
  }

  IngestBeans beans(KafkaConfig kafka, int lookbackDays) {
    return beans(kafka, lookbackDays, market.address());
  }

  IngestBeans beans(KafkaConfig kafka, int lookbackDays, String marketAddress) {
    IngestConfig config =
        new IngestConfig(
            MarketAddress.of(marketAddress),
            new Secret(KEY),
            1000,
            lookbackDays,
            Map.of("day-range", TICKERS, "minute-range", TICKERS, "previous-close", TICKERS));
    return new IngestBeans(config, kafka, checkpoints(kafka), clock, event -> {});
  }

  /** The stage with one source that is on. */
  Main main(KafkaConfig kafka, String source, IngestBeans beans) {
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    SourceSettings.only(source).forEach(main::addOverrideProperty);
    main.addOverrideProperty("camel.management.enabled", "false");
    main.addOverrideProperty("camel.component.kafka.brokers", broker.address());
    main.addOverrideProperty("camel.component.kafka.batch-with-individual-headers", "true");
    main.addOverrideProperty("camel.component.kafka.compression-codec", "zstd");
    main.addOverrideProperty("camel.component.kafka.max-request-size", "16777216");
    main.addOverrideProperty("ticklake.ingest.raw-topic", kafka.rawTopic());
    main.addOverrideProperty("ticklake.ingest.bars-topic", kafka.barsTopic());
    main.addOverrideProperty("ticklake.kafka.dead-letter-topic", kafka.deadLetterTopic());
    main.addOverrideProperty("ticklake.ingest." + source + ".topic", kafka.recordTopics().get(0));
    main.configure().withRoutesIncludePattern("classpath:routes/ingest.camel.yaml");
    main.configure().addRoutesBuilder(OnlyInstance.routes());
    main.configure().addRoutesBuilder(new IngestRoutes(beans));
    beans.bindTo(main::bind);
    return main;
  }

  List<ConsumerRecord<String, String>> read(String topic) {
    return TopicReader.readAll(broker.address(), topic);
  }

  @Override
  public void close() {
    market.close();
    broker.close();
    s3.close();
    store.close();
  }
}
