package io.ticklake.e2e.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program with a key that S3 does not know, and with one that lacks a right: what an
 * operator is told, and that nothing is lost when the right comes.
 */
@LongForm
class MissingRightsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String BUCKET = "s3://recorded-lake/";
  private static final String WRONG_SECRET = "never/to+be+seen";
  private static final int BARS = 500;

  @TempDir static Path services;
  @TempDir Path directory;
  private static RecordedLake lake;

  @BeforeAll
  static void start() {
    lake = RecordedLake.start(services);
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  // RefusalAdviceTest and S3LedgerStoreTest hold its words.
  @Test
  void aWrongSecretKeyIsToldWithTheSettingAndTheProgramGoesOn() throws Exception {
    Map<String, String> settings = lake.settings("partitions");
    settings.put("ticklake.aws.secret-key", WRONG_SECRET);

    try (PackagedProgram program = PackagedProgram.start(directory, settings)) {
      awaitTrouble(program, "archive", "SignatureDoesNotMatch", "'ticklake.aws.secret-key'");
      // Its first failure is told at once, and lowers readiness when it lasts for a minute.
      program.awaitOutput("Cannot list the checkpoint " + BUCKET, SOON);
      for (String text : List.of(program.output(), get(program, "/status.json"))) {
        assertThat(text)
            .doesNotContain(WRONG_SECRET)
            .doesNotContain("at io.ticklake", "at org.apache.camel", "at software.amazon");
      }
      assertThat(program.stop(SOON)).isZero();
    }
  }

  @Test
  void aRightThatIsMissingIsNamedAndWhatWaitedForItLandsOnce() throws Exception {
    Map<String, String> settings = lake.settings("partitions");
    lake.takeAway(call -> call.action().equals("s3:PutObject"));
    try (PackagedProgram program = PackagedProgram.start(directory, settings);
        LakeReader reader = new LakeReader(lake.endpoints(), directory)) {
      program.awaitOutput("ready in", SOON);
      send(0);
      awaitTrouble(program, "archive", BUCKET + "_ledger/", "s3:PutObject");
      program.awaitOutput("Cannot write the checkpoint " + BUCKET, SOON);
      assertThat(reader.keys("bars/")).isEmpty();

      lake.giveBack();
      awaitBars(reader, BARS);
      awaitNoTrouble(program);

      lake.takeAway(
          call ->
              call.action().equals("s3:PutObject")
                  && call.resource().startsWith("arn:aws:s3:::recorded-lake/bars/"));
      int answers = answers(program);
      send(BARS);
      awaitTrouble(program, "archive", BUCKET + "bars/", "s3:PutObject");
      await("queries are answered meanwhile")
          .atMost(SOON)
          .until(() -> answers(program) > answers + 1);
      for (String stage : List.of("ingest", "catalog", "query")) {
        assertThat(stage(program, stage).path("state").asText()).as(stage).isEqualTo("UP");
      }

      lake.giveBack();
      awaitBars(reader, 2 * BARS);
      awaitNoTrouble(program);
      assertThat(verify(settings)).isZero();
      assertThat(program.output())
          .doesNotContain(settings.get("ticklake.aws.secret-key"))
          .doesNotContain("at io.ticklake", "at org.apache.camel", "at software.amazon");
      assertThat(program.stop(SOON)).isZero();
    } finally {
      lake.giveBack();
    }
  }

  /** Bars whose tickers are numbers from the first on. */
  private static void send(int first) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", lake.endpoints().get("KAFKA_BROKERS")),
            new StringSerializer(),
            new StringSerializer())) {
      IntStream.range(first, first + BARS).mapToObj(MissingRightsIT::bar).forEach(producer::send);
    }
  }

  private static ProducerRecord<String, String> bar(int number) {
    String value =
        """
        {"ticker":"N%d","timespan":"minute","timestamp":"2026-11-18 14:31:00.000","trade_date":"2026-11-18",\
        "open":1.0,"high":1.5,"low":1.0,"close":1.25,"volume":100.0,"source":"rights",\
        "ingested_at":"2026-11-21 00:00:00.000"}"""
            .formatted(number);
    ProducerRecord<String, String> bar =
        new ProducerRecord<>("market.bars.v1", "N" + number, value);
    bar.headers().add("dt", "2026-11-18".getBytes(UTF_8));
    bar.headers().add("timespan", "minute".getBytes(UTF_8));
    return bar;
  }

  private static void awaitBars(LakeReader reader, long count) {
    await(count + " bars, each once")
        .atMost(SOON.multipliedBy(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        reader.readParquet(
                            "bars/timespan=minute/",
                            "SELECT count(*), count(DISTINCT ticker) FROM bars WHERE source = 'rights'"))
                    .containsExactly(List.of(count, count)));
  }

  private static void awaitTrouble(PackagedProgram program, String stage, String... told) {
    await(stage + " waits")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode seen = stage(program, stage);
              assertThat(seen.path("state").asText()).isEqualTo("WAITING");
              assertThat(seen.path("reason").asText()).contains(told);
              assertThat(seen.path("cure").asText()).isNotBlank();
              JsonNode health =
                  new JsonMapper().readTree(get(program, "/observe/health/ready?data=true"));
              assertThat(health.path("status").asText()).isEqualTo("DOWN");
              assertThat(health.findValuesAsText("reason"))
                  .anySatisfy(reason -> assertThat(reason).contains(told));
            });
  }

  private static void awaitNoTrouble(PackagedProgram program) {
    await("the archive works")
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> stage(program, "archive").path("state").asText(), "UP"::equals);
  }

  private static JsonNode stage(PackagedProgram program, String name) throws Exception {
    for (JsonNode stage : new JsonMapper().readTree(get(program, "/status.json")).path("stages")) {
      if (stage.path("name").asText().equals(name)) {
        return stage;
      }
    }
    throw new AssertionError("no stage '" + name + "'");
  }

  private static int answers(PackagedProgram program) {
    return (int) program.output().lines().filter(line -> line.contains("query answered")).count();
  }

  private static String get(PackagedProgram program, String path) throws Exception {
    URI address = URI.create(program.endpoints().get("MANAGEMENT_URL") + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  private int verify(Map<String, String> settings) {
    try (PackagedProgram verify = PackagedProgram.start(directory, settings, "verify")) {
      return verify.awaitEnd(SOON);
    }
  }
}
