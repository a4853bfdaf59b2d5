package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.component.kafkaslice.KafkaSliceComponent;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.sns.SnsServer;
import io.ticklake.embedded.sns.SnsSettings;
import io.ticklake.model.Landings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;

/** The packaged archive routes over real servers: Kafka in, objects and e-mail files out. */
class ArchiveFlowTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:ticklake-objects";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static KafkaServer kafka;
  private static S3Server s3Server;
  private static SnsServer snsServer;
  private static S3Client s3;
  private static SnsClient sns;
  private static CamelContext camel;
  private static KafkaProducer<String, String> producer;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaServer.start(folder.resolve("kafka"));
    s3Server = S3Server.start(folder.resolve("s3"), KEY);
    s3Server.createBucket("ticklake");
    snsServer =
        SnsServer.start(
            new SnsSettings(
                "us-east-1", "000000000000", folder.resolve("sns.json"), folder.resolve("mail")),
            KEY);
    snsServer.provision(ARN, Optional.of("data-team@example.com"));
    s3 = client(S3Client.builder().forcePathStyle(true), s3Server.address());
    sns = client(SnsClient.builder(), snsServer.address());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin
          .createTopics(
              Stream.of("market.raw.v1", "market.bars.v1", "indices.v1", "market.dlq.v1")
                  .map(topic -> new NewTopic(topic, 2, (short) 1))
                  .toList())
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.address()),
            new StringSerializer(),
            new StringSerializer());
    camel = archive();
    camel.start();
  }

  @AfterAll
  static void stop() {
    camel.stop();
    producer.close();
    s3.close();
    sns.close();
    snsServer.close();
    s3Server.close();
    kafka.close();
  }

  @Test
  void eachBarIsInExactlyOneObjectAndAnUnreadableOneInTheDeadLetter() throws Exception {
    int bars = 4_000;
    String broken = Records.bar("BAD", 1).replace("\"open\":10.0", "\"open\":\"x\"");
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < bars; i++) {
      if (i == bars / 2) {
        sent.add(sendBar("BAD", "2026-11-20", broken));
      }
      String day = i % 2 == 0 ? "2026-11-20" : "2026-11-19";
      sent.add(sendBar("T" + i, day, Records.bar("T" + i, i)));
    }
    for (Future<RecordMetadata> answer : sent) {
      assertThat(answer.get().hasOffset()).isTrue();
    }

    await("all bars archived").atMost(SOON).until(() -> archivedBars() >= bars);

    assertThat(query("SELECT count(*), count(DISTINCT ticker), sum(close) FROM " + barsTable()))
        .containsExactly("4000", "4000", "7998000.0");
    assertThat(query("SELECT min(timespan), max(timespan), min(dt), max(dt) FROM " + barsTable()))
        .containsExactly("day", "day", "2026-11-19", "2026-11-20");
    assertThat(query("SELECT count(*) FROM " + barsTable() + " WHERE dt = '2026-11-19'"))
        .containsExactly("2000");
    ConsumerRecord<String, String> dead = deadLetter();
    assertThat(dead.key()).isEqualTo("BAD");
    assertThat(new String(dead.headers().lastHeader("dlq.error").value(), UTF_8))
        .contains("Field 'open' is \"x\", expected a finite number.");
  }

  @Test
  void aRawPageIsKeptAsItCameAndAnEmailFileTellsOfIt() throws Exception {
    String page =
        """
        {"source":"grouped-daily","url":"https://api.example.com/v2","status":200,\
        "fetched_at":"2026-11-20 22:00:00.000","page":{"results":[{"T":"AAPL","vw":NaN}]}}""";
    producer.send(new ProducerRecord<>("market.raw.v1", "grouped-daily", page)).get();

    await("raw page archived").atMost(SOON).until(() -> keys("raw/").size() == 1);

    String key = keys("raw/").get(0);
    assertThat(key)
        .matches(
            "raw/source=grouped-daily/dt=2026-11-20/market\\.raw\\.v1\\+[0-9a-f]{8}\\+\\d\\+\\d{20}\\.jsonl\\.gz");
    assertThat(gunzip(key)).isEqualTo(page + "\n");
    await("e-mail")
        .atMost(SOON)
        .until(() -> mails(text -> text.contains("s3://ticklake/" + key)).size() == 1);
    assertThat(mails(text -> text.contains(key)).get(0))
        .contains("1 record landed in zone raw.", "by route archive-raw", "data-team@example.com");
  }

  @Test
  void replayedRowsLandByIndexWithTheFieldKeptInTheRow() throws Exception {
    String row = "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"open\":2568.300049}";
    producer.send(new ProducerRecord<>("indices.v1", "HSI", row)).get();

    await("index archived").atMost(SOON).until(() -> keys("indices/").size() == 1);

    assertThat(keys("indices/").get(0)).startsWith("indices/market=HSI/indices.v1+");
    assertThat(gunzip(keys("indices/").get(0))).isEqualTo(row + "\n");
  }

  private static Future<RecordMetadata> sendBar(String ticker, String dt, String bar) {
    ProducerRecord<String, String> record = new ProducerRecord<>("market.bars.v1", ticker, bar);
    record.headers().add("timespan", "day".getBytes(UTF_8)).add("dt", dt.getBytes(UTF_8));
    return producer.send(record);
  }

  private static long archivedBars() {
    return keys("bars/").stream()
        .mapToLong(
            key ->
                Long.parseLong(
                    s3.headObject(r -> r.bucket("ticklake").key(key)).metadata().get("records")))
        .sum();
  }

  private static List<String> keys(String prefix) {
    return s3.listObjectsV2(r -> r.bucket("ticklake").prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static String gunzip(String key) throws IOException {
    byte[] object = s3.getObjectAsBytes(r -> r.bucket("ticklake").key(key)).asByteArray();
    try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }

  private static List<String> mails(Predicate<String> which) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mail"))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Long lines are folded by quoted-printable or not at all, depending on their text.
        texts.add(Files.readString(file).replace("=\r\n", "").replace("=3D", "="));
      }
      return texts.stream().filter(which).toList();
    }
  }

  private String barsTable() throws IOException {
    Path copies = folder.resolve("copies");
    Map<String, byte[]> objects = new TreeMap<>();
    for (String key : keys("bars/")) {
      objects.put(key, s3.getObjectAsBytes(r -> r.bucket("ticklake").key(key)).asByteArray());
    }
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      Path file = copies.resolve(object.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, object.getValue());
    }
    return "read_parquet('%s/bars/*/*/*.parquet', hive_partitioning=true, hive_types={'dt':VARCHAR})"
        .formatted(copies);
  }

  private static List<String> query(String sql) throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result = duckdb.createStatement().executeQuery(sql)) {
      List<String> first = new ArrayList<>();
      result.next();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        first.add(result.getString(i));
      }
      return first;
    }
  }

  private static ConsumerRecord<String, String> deadLetter() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.address(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(
          List.of(new TopicPartition("market.dlq.v1", 0), new TopicPartition("market.dlq.v1", 1)));
      List<ConsumerRecord<String, String>> found = new ArrayList<>();
      await("dead letter")
          .atMost(SOON)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return !found.isEmpty();
              });
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private static CamelContext archive() throws Exception {
    CamelContext context = new DefaultCamelContext();
    Properties settings = new Properties();
    try (InputStream defaults =
        ArchiveConfig.class.getResourceAsStream("/application.properties")) {
      settings.load(defaults);
    }
    settings.setProperty("ticklake.archive.slice-age", "2s");
    settings.setProperty("ticklake.archive.slice-idle", "500ms");
    context.getPropertiesComponent().setInitialProperties(settings);
    context
        .getComponent("kafka-slice", KafkaSliceComponent.class)
        .getConfiguration()
        .setBrokers(kafka.address());
    context
        .getComponent("kafka", KafkaComponent.class)
        .getConfiguration()
        .setBrokers(kafka.address());
    context.getRegistry().bind("s3Client", s3);
    context.getRegistry().bind("snsClient", sns);
    new ArchiveBeans(
            new ArchiveConfig("ticklake", BarsFormat.PARQUET, NotifyPer.SLICE),
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

  private static <C> C client(AwsClientBuilder<?, C> builder, String address) {
    return builder
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create(address))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
        .build();
  }
}
