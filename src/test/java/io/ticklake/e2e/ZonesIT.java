package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Datasets that are made of a YAML file and a schema file alone, in each format: a field that comes
 * later, and a field that changes its type, while somebody asks all the time.
 */
class ZonesIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final List<String> ZONES = List.of("quotes", "trades", "fills");
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ticklake.archive.slice-age", "1s",
          "ticklake.archive.slice-idle", "500ms",
          "ticklake.catalog.poll-interval", "1s",
          "ticklake.query.poll-interval", "1h",
          "ticklake.embedded.crawler-paths", "quotes/,trades/,fills/");

  @TempDir Path directory;

  @Test
  void aFieldMayComeAndNoFieldMayChangeItsType() throws Exception {
    try (PackagedProgram program = PackagedProgram.start(directory, SETTINGS)) {
      program.awaitOutput("ready in", SOON);
      String brokers = program.endpoints().get("KAFKA_BROKERS");
      createTopics(brokers);
      writeSchemas("1", "");
      writeRoutes("1");
      send(brokers, "{\"id\":\"a\",\"day\":\"2026-11-19\",\"price\":1.5}");
      send(brokers, "{\"id\":\"b\",\"day\":\"2026-11-20\",\"price\":2.5}");

      try (LakeReader lake = new LakeReader(program.endpoints(), directory)) {
        ZONES.forEach(zone -> awaitAnswer(lake, count(zone), "2"));
        Asker asker = new Asker(lake);

        writeSchemas("2", ", {\"name\": \"venue\", \"type\": \"string\", \"required\": false}");
        writeRoutes("2");
        await("the edited routes").atMost(SOON).until(() -> timesRoutesWereTaken(program) >= 2);
        send(brokers, "{\"id\":\"c\",\"day\":\"2026-11-20\",\"price\":3.5,\"venue\":\"X\"}");

        for (String zone : ZONES) {
          awaitAnswer(lake, "SELECT id FROM " + zone + " WHERE venue = 'X'", "c");
          assertThat(lake.query("SELECT count(*) FROM " + zone + " WHERE venue IS NULL"))
              .as(zone)
              .containsExactly(List.of("2"));
        }

        send(brokers, "{\"id\":\"d\",\"day\":\"2026-11-20\",\"price\":\"cheap\"}");
        send(brokers, "{\"id\":\"e\",\"day\":\"2026-11-20\",\"price\":5.5}");

        ZONES.forEach(zone -> awaitAnswer(lake, count(zone), "4"));
        ZONES.forEach(zone -> awaitAnswer(lake, "SELECT sum(price) FROM " + zone, "13.0"));
        assertThat(refused(brokers))
            .containsExactlyInAnyOrder("quotes.v1", "trades.v1", "fills.v1");
        asker.assertNeverRefused();
      }
    }
  }

  private static long timesRoutesWereTaken(PackagedProgram program) {
    return program.output().lines().filter(line -> line.contains("route files taken")).count();
  }

  private static String count(String zone) {
    return "SELECT count(*) FROM " + zone;
  }

  private static void awaitAnswer(LakeReader lake, String sql, String answer) {
    await(sql)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> lake.query(sql).equals(List.of(List.of(answer))));
  }

  private static void createTopics(String brokers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin
          .createTopics(
              ZONES.stream().map(zone -> new NewTopic(zone + ".v1", 1, (short) 1)).toList())
          .all()
          .get();
    }
  }

  private void writeSchemas(String version, String more) throws IOException {
    Path schemas = Files.createDirectories(directory.resolve("schemas"));
    for (String zone : ZONES) {
      Files.writeString(
          schemas.resolve(zone + "-" + version + ".json"),
          """
          {
            "name": "%s",
            "partition": ["day"],
            "columns": [
              {"name": "id", "type": "string", "required": true},
              {"name": "price", "type": "double", "required": true}%s
            ]
          }
          """
              .formatted(zone, more));
    }
  }

  private void writeRoutes(String version) throws IOException {
    String routes =
        Stream.of(
                route("quotes", "jsonl(schemas/quotes-%s.json,gzip:1)".formatted(version)),
                route("trades", "parquet(schemas/trades-%s.json,zstd:3)".formatted(version)),
                route("fills", "csv(schemas/fills-%s.json,gzip:1)".formatted(version)))
            .reduce("", String::concat);
    Files.writeString(
        Files.createDirectories(directory.resolve("routes")).resolve("datasets.camel.yaml"),
        routes);
  }

  private static String route(String zone, String format) {
    return """
        - templatedRoute:
            routeId: archive-%1$s
            routeTemplateRef: archive-topic
            prefixId: %1$s
            parameters:
              - { name: archive, value: %1$s }
              - { name: topic, value: %1$s.v1 }
              - { name: group, value: ticklake-archive-%1$s }
              - { name: format, value: "%2$s" }
              - { name: layout, value: "%1$s/day={field:day}" }
        """
        .formatted(zone, format);
  }

  private static void send(String brokers, String record) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
      ZONES.forEach(zone -> producer.send(new ProducerRecord<>(zone + ".v1", record)));
    }
  }

  private static List<String> refused(String brokers) {
    return TopicReader.readAll(brokers, "market.dlq.v1").stream()
        .filter(letter -> letter.value().contains("cheap"))
        .map(
            letter ->
                new String(
                    letter.headers().lastHeader("dlq.topic").value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Somebody who asks the same questions again and again. */
  private static final class Asker {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final List<Integer> rows = new CopyOnWriteArrayList<>();

    Asker(LakeReader lake) {
      timer.scheduleWithFixedDelay(() -> ask(lake), 0, 300, TimeUnit.MILLISECONDS);
    }

    private void ask(LakeReader lake) {
      try {
        for (String zone : ZONES) {
          rows.add(
              lake.query("SELECT id, price, day FROM %s WHERE price > 1".formatted(zone)).size());
        }
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }

    void assertNeverRefused() throws InterruptedException {
      await("a question after everything landed").atMost(SOON).until(() -> rows.contains(4));
      // A query under way ends by itself: an interrupted one would count as failed.
      timer.shutdown();
      assertThat(timer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(failures).isEmpty();
      assertThat(rows).hasSizeGreaterThan(10);
    }
  }
}
