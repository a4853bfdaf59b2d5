package io.ticklake.cli;

import io.ticklake.archive.ArchiveBeans;
import io.ticklake.archive.ArchiveConfig;
import io.ticklake.archive.ArchiveRoutes;
import io.ticklake.archive.S3LedgerStore;
import io.ticklake.aws.AwsClients;
import io.ticklake.catalog.CatalogBeans;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.catalog.CatalogRoutes;
import io.ticklake.catalog.Lake;
import io.ticklake.catalog.LedgerRoutes;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import io.ticklake.ingest.IngestBeans;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.IngestRoutes;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.S3Checkpoints;
import io.ticklake.ingest.feed.FeedBeans;
import io.ticklake.ingest.feed.FeedConfig;
import io.ticklake.ingest.feed.S3FeedMarks;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import io.ticklake.ops.control.ControlBeans.StageHandles;
import io.ticklake.ops.status.StatusPage;
import io.ticklake.query.QueryBeans;
import io.ticklake.query.QueryConfig;
import io.ticklake.query.QueryRoutes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.RoutesBuilder;

/**
 * The four stages in order of the flow: their route files, the beans that those may name, their
 * mechanics in Java.
 */
final class Stages {
  /** The packaged route files. */
  static final List<String> ROUTE_FILES =
      List.of(
          "ingest.camel.yaml",
          "feed.camel.yaml",
          "archive.camel.yaml",
          "catalog.camel.yaml",
          "query.camel.yaml");

  // A broker that is starting answers within seconds; one that is away should be told of soon.
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

  private final Landings landings = new Landings();
  private final Clock clock;
  private final AwsClients aws;
  private final KafkaConfig kafka;
  private final String instanceId;
  private final Map<String, Object> connection;
  private final IngestBeans ingest;
  private final FeedBeans feed;
  private final ArchiveBeans archive;
  private final CatalogBeans catalog;
  private final Supplier<RoutesBuilder> byLedger;
  private final QueryBeans query;

  /**
   * @param events is told what they do
   */
  Stages(Settings settings, AwsClients aws, Clock clock, Consumer<Event> events) {
    this.clock = clock;
    this.aws = aws;
    this.kafka = KafkaConfig.from(settings);
    this.instanceId = settings.get(InstanceId.KEY).orElse("this instance");
    this.connection = KafkaAccess.from(settings).connection(brokers(settings));
    this.ingest =
        new IngestBeans(
            IngestConfig.from(settings),
            kafka,
            checkpoints(settings, aws),
            DataDirectory.requestTimes(settings.get(RunConfig.DATA_DIR)),
            clock,
            events);
    this.feed =
        new FeedBeans(
            FeedConfig.from(settings),
            IngestConfig.from(settings).apiKey(),
            kafka.rawTopic(),
            new S3FeedMarks(aws.s3(), settings.get(ArchiveConfig.BUCKET)),
            ingest::fetchMinutes,
            events,
            clock);
    this.archive =
        new ArchiveBeans(ArchiveConfig.from(settings), landings, clock, aws.s3(), events);
    CatalogConfig catalogConfig = CatalogConfig.from(settings);
    this.catalog = new CatalogBeans(catalogConfig, landings, clock, events);
    this.byLedger = () -> new LedgerRoutes(catalogConfig, lake(settings, aws), aws.glue(), clock);
    this.query = new QueryBeans(QueryConfig.from(settings), aws.athena(), landings, clock, events);
  }

  /** Creates the topics that are missing, where that is allowed. */
  void prepare() {
    new KafkaTopics(connection, kafka, BROKER_PATIENCE).ensure();
  }

  /** What operators may do to them beside starting and stopping routes. */
  StageHandles handles() {
    return new StageHandles(catalog::ask, ingest::budgetLeft);
  }

  /**
   * What is to be seen of the stages, at {@code /} of the management port.
   *
   * @param secrets what it must not show
   */
  StatusPage statusPage(Collection<Secret> secrets) {
    return new StatusPage(landings, query.answers(), secrets, clock);
  }

  /** Binds what routes may name, and the AWS clients, which Camel's components find by type. */
  void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("s3Client", aws.s3());
    registry.accept("snsClient", aws.sns());
    registry.accept("glueClient", aws.glue());
    registry.accept("athenaClient", aws.athena());
    ingest.bindTo(registry);
    feed.bindTo(registry);
    archive.bindTo(registry);
    catalog.bindTo(registry);
    query.bindTo(registry);
  }

  /** Fresh builders: each belongs to one context. */
  List<RoutesBuilder> javaRoutes() {
    return List.of(
        new Leadership(instanceId, kafka.leaderTopic(), connection),
        new IngestRoutes(ingest),
        new ArchiveRoutes(),
        new CatalogRoutes(catalog),
        byLedger.get(),
        new QueryRoutes(query));
  }

  private static Lake lake(Settings settings, AwsClients aws) {
    String bucket = settings.get(ArchiveConfig.BUCKET);
    return new Lake(bucket, new S3LedgerStore(aws.s3(), bucket), new ArchiveShapes());
  }

  private static Checkpoints checkpoints(Settings settings, AwsClients aws) {
    return new S3Checkpoints(aws.s3(), settings.get(ArchiveConfig.BUCKET));
  }

  private static String brokers(Settings settings) {
    return settings.get(KafkaConfig.BROKERS) instanceof Endpoint.Address address
        ? address.text()
        : "";
  }
}
