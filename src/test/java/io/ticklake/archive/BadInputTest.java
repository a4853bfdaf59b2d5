package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.component.kafkaslice.KafkaSliceComponent;
import io.ticklake.component.kafkaslice.KafkaSliceConsumer;
import io.ticklake.component.kafkaslice.PartitionSnapshot;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.model.Landings;
import io.ticklake.testkit.TopicReader;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * What a person has to mend while routes run: one route waits and says why, the others go on, and
 * when the cause is gone every record is there once. Routes of the packaged template, real servers.
 */
class BadInputTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String BUCKET = "ticklake";
  private static final String LINES = "jsonl(none)";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static KafkaServer kafka;
  private static S3Server server;
  private static S3Client s3;
  private static Admin admin;
  private static KafkaProducer<String, String> producer;
  private static CamelContext camel;
  private static int neighbours;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaServer.start(folder.resolve("kafka"));
    server = S3Server.start(folder.resolve("s3"), KEY);
    server.createBucket(BUCKET);
    s3 = client();
    Map<String, Object> brokers = Map.of("bootstrap.servers", kafka.address());
    admin = Admin.create(brokers);
    producer = new KafkaProducer<>(brokers, new StringSerializer(), new StringSerializer());
    for (String topic :
        List.of("market.raw.v1", "market.bars.v1", "indices.v1", "market.dlq.v1", "neighbour")) {
      create(topic);
    }
    camel = archive();
    camel.start();
    route("neighbour", LINES, "neighbour");
  }

  @AfterAll
  static void stop() {
    camel.stop();
    producer.close();
    admin.close();
    s3.close();
    server.close();
    kafka.close();
  }

  @Test
  void aRecordWithoutTheFieldOfTheLayoutIsSetAsideAndTheRestGoesOn() throws Exception {
    create("venues");
    route("venues", LINES, "venues/venue={field:venue}");

    send("venues", "{\"id\":1,\"venue\":\"X\"}", "{\"id\":2}", "{\"id\":3,\"venue\":\"Y\"}");

    awaitLines("venues/", "{\"id\":1,\"venue\":\"X\"}", "{\"id\":3,\"venue\":\"Y\"}");
    // Dead letters are there before the objects of their slice.
    List<ConsumerRecord<String, String>> letters =
        TopicReader.readAll(kafka.address(), "market.dlq.v1");
    assertThat(letters).hasSize(1);
    ConsumerRecord<String, String> dead = letters.get(0);
    assertThat(dead.value()).isEqualTo("{\"id\":2}");
    assertThat(header(dead, "dlq.topic")).isEqualTo("venues");
    assertThat(header(dead, "dlq.offset")).isEqualTo("1");
    assertThat(header(dead, "dlq.error")).contains("venue");
    assertHealthy("venues");
  }

  @Test
  void aSchemaThatContradictsEarlierObjectsHoldsItsRouteUpUntilItIsRestored() throws Exception {
    create("prices");
    camel.getRegistry().bind("numbers", new CsvFormat(schema(ColumnType.DOUBLE), new Codec.None()));
    camel.getRegistry().bind("texts", new CsvFormat(schema(ColumnType.STRING), new Codec.None()));
    route("prices", "numbers", "prices");
    send("prices", "{\"id\":1,\"price\":1.5}");
    awaitLines("prices/", "id,price", "1,1.5");

    remove("prices");
    route("prices", "texts", "prices");
    send("prices", "{\"id\":2,\"price\":2.5}");

    awaitTrouble("prices", "column 'price' of schema 'trade' is string now, and double in earlier");
    assertNeighbourGoesOn();
    assertThat(lines("prices/")).containsExactly("id,price", "1,1.5");

    remove("prices");
    route("prices", "numbers", "prices");

    awaitLines("prices/", "id,price", "1,1.5", "id,price", "2,2.5");
    assertHealthy("prices");
  }

  @Test
  void aDamagedLedgerEntryHoldsItsRouteUpUntilItIsRestored() throws Exception {
    holdsUpUntilRestored("damaged", entry -> entry.substring(0, entry.length() / 2), "is damaged");
  }

  @Test
  void aLedgerEntryOfANewerVersionHoldsItsRouteUpUntilItIsRestored() throws Exception {
    holdsUpUntilRestored(
        "newer",
        entry -> entry.replace("\"v\":1", "\"v\":2"),
        "is of version 2, and this release knows 1: run the release that wrote it");
  }

  private static void holdsUpUntilRestored(
      String topic, UnaryOperator<String> change, String message) throws Exception {
    create(topic);
    route(topic, LINES, topic);
    send(topic, "{\"id\":1}");
    awaitLines(topic + "/", "{\"id\":1}");
    camel.getRouteController().stopRoute(topic);
    String key = keys("_ledger/" + topic + "/" + topic + "/").get(0);
    String entry = text(key);
    put(key, change.apply(entry));

    camel.getRouteController().startRoute(topic);
    send(topic, "{\"id\":2}");

    awaitTrouble(topic, "Ledger entry '" + key + "' " + message);
    assertNeighbourGoesOn();
    assertThat(lines(topic + "/")).containsExactly("{\"id\":1}");

    put(key, entry);

    awaitLines(topic + "/", "{\"id\":1}", "{\"id\":2}");
    assertHealthy(topic);
  }

  @Test
  void aBucketThatIsDeletedWhileItRunsLosesNothingOnceItsObjectsAreRestored() throws Exception {
    create("bucket");
    route("bucket", LINES, "bucket");
    send("bucket", "{\"id\":1}");
    awaitLines("bucket/", "{\"id\":1}");
    Map<String, ResponseBytes<GetObjectResponse>> objects = deleteBucket();

    send("bucket", "{\"id\":2}");
    awaitTrouble("bucket", "there is no such bucket. Create it");
    server.createBucket(BUCKET);

    // Its commit proves that there was a ledger: to begin anew would archive everything twice.
    awaitTrouble("bucket", "was committed by this archive, and its ledger");
    assertThat(keys("bucket/")).isEmpty();

    restore(objects);

    awaitLines("bucket/", "{\"id\":1}", "{\"id\":2}");
    assertHealthy("bucket");
  }

  @Test
  void anArchiveThatHadNothingYetBeginsInTheBucketThatWasMadeAnew() throws Exception {
    create("early");
    route("early", LINES, "early");
    await("it knows where to begin")
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(consumer("early").partitions())
                    .extracting(PartitionSnapshot::status)
                    .containsExactly(PartitionSnapshot.Status.READY));
    Map<String, ResponseBytes<GetObjectResponse>> objects = deleteBucket();

    send("early", "{\"id\":1}");
    awaitTrouble("early", "there is no such bucket. Create it");
    server.createBucket(BUCKET);

    awaitLines("early/", "{\"id\":1}");
    assertHealthy("early");
    restore(objects);
  }

  private static Map<String, ResponseBytes<GetObjectResponse>> deleteBucket() {
    Map<String, ResponseBytes<GetObjectResponse>> objects = new TreeMap<>();
    for (String key : keys("")) {
      objects.put(key, s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)));
      s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    }
    s3.deleteBucket(delete -> delete.bucket(BUCKET));
    return objects;
  }

  private static void restore(Map<String, ResponseBytes<GetObjectResponse>> objects) {
    objects.forEach(
        (key, object) ->
            s3.putObject(
                put -> put.bucket(BUCKET).key(key).metadata(object.response().metadata()),
                RequestBody.fromBytes(object.asByteArray())));
  }

  private static void create(String topic) throws Exception {
    admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  private static void route(String id, String format, String layout) throws Exception {
    TemplatedRouteBuilder.builder(camel, "archive-topic")
        .routeId(id)
        .prefixId(id)
        .parameter("archive", id)
        .parameter("topic", id)
        .parameter("group", id)
        .parameter("format", format)
        .parameter("layout", layout)
        .add();
  }

  private static void remove(String route) throws Exception {
    camel.getRouteController().stopRoute(route);
    camel.removeRoute(route);
  }

  private static void send(String topic, String... values) throws Exception {
    for (String value : values) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static void awaitLines(String prefix, String... expected) {
    await("every record once below " + prefix)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lines(prefix)).containsExactlyInAnyOrder(expected));
  }

  private static void awaitTrouble(String route, String message) {
    await("trouble of " + route)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              HealthCheck.Result health = health(route);
              assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
              assertThat(health.getMessage().orElse("")).contains(message);
              assertThat(String.valueOf(health.getDetails().get("partition.0"))).contains(message);
            });
  }

  private static void assertHealthy(String route) {
    await("health of " + route)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(health(route).getState()).isEqualTo(HealthCheck.State.UP));
  }

  private static HealthCheck.Result health(String route) {
    return consumer(route).getHealthCheck().call();
  }

  private static KafkaSliceConsumer consumer(String route) {
    return (KafkaSliceConsumer) camel.getRoute(route).getConsumer();
  }

  private static void assertNeighbourGoesOn() throws Exception {
    String value = "{\"neighbour\":" + neighbours++ + "}";
    send("neighbour", value);
    await("another route goes on")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lines("neighbour/")).contains(value));
    assertHealthy("neighbour");
  }

  private static List<String> lines(String prefix) {
    return keys(prefix).stream().flatMap(key -> text(key).lines()).toList();
  }

  private static List<String> keys(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static String text(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void put(String key, String text) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private static Schema schema(ColumnType price) {
    return new Schema(
        "trade",
        Set.of(),
        List.of(
            new Schema.Column("id", ColumnType.LONG, true),
            new Schema.Column("price", price, true)));
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static CamelContext archive() throws Exception {
    CamelContext context = new DefaultCamelContext();
    Properties settings = new Properties();
    try (InputStream defaults =
        ArchiveConfig.class.getResourceAsStream("/application.properties")) {
      settings.load(defaults);
    }
    settings.setProperty("ticklake.archive.slice-idle", "200ms");
    context.getPropertiesComponent().setInitialProperties(settings);
    Stream.of(
            context.getComponent("kafka-slice", KafkaSliceComponent.class),
            context.getComponent("kafka", KafkaComponent.class))
        .forEach(component -> component.getConfiguration().setBrokers(kafka.address()));
    context.getRegistry().bind("s3Client", s3);
    context.getRegistry().bind("snsClient", SnsClient.class, new DeafSns());
    new ArchiveBeans(
            new ArchiveConfig(BUCKET, BarsFormat.PARQUET, NotifyPer.SLICE),
            new Landings(),
            Clock.systemUTC(),
            s3,
            event -> {})
        .bindTo((name, bean) -> context.getRegistry().bind(name, bean));
    context.addRoutes(new ArchiveRoutes());
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource("classpath:routes/archive.camel.yaml"));
    return context;
  }

  private static S3Client client() {
    return S3Client.builder()
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(server.address()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
        .build();
  }

  /** Takes every notice. */
  private static final class DeafSns implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
      return PublishResponse.builder().messageId("m").build();
    }

    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
