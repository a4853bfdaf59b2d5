package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TopicReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A field comes and a type changes while a question is asked every second, whichever way the
 * catalogue is kept; in the end all ways give the same answers.
 */
@LongForm
class NewFieldIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int BARS = 2_000;
  private static final int BAD = 50;
  private static final String ROUTE =
      """
      - templatedRoute:
          routeId: archive-bars
          routeTemplateRef: archive-topic
          prefixId: bars
          parameters:
            - { name: archive, value: bars }
            - { name: topic, value: "{{ticklake.ingest.bars-topic}}" }
            - { name: group, value: ticklake-archive-bars }
            - { name: format, value: "parquet(schemas/bars-2.json,zstd:3)" }
            - { name: layout, value: "bars/timespan={header:timespan}/dt={header:dt}" }
      """;
  private static final String LAST_FIELD =
      "{\"name\": \"ingested_at\", \"type\": \"timestamp\", \"required\": true}";
  private static final String EVERY_SECOND =
      "SELECT count(*), min(low), max(high) FROM bars_latest WHERE timespan = 'day'";
  private static final String COLUMNS =
      "ticker, trade_date, open, high, low, close, volume, vwap, transactions, otc, adjusted, source, timespan, dt";
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT " + COLUMNS + ", sector FROM bars ORDER BY dt, ticker, close, sector",
          "SELECT " + COLUMNS + ", sector FROM bars_latest ORDER BY dt, ticker",
          "SELECT dt, count(*), sum(volume), count(sector) FROM bars_latest GROUP BY dt ORDER BY dt",
          "SELECT ticker, close FROM bars_latest WHERE dt > '2020-01-01' AND sector IS NOT NULL ORDER BY dt, ticker");

  @TempDir Path directory;

  @Test
  void aNewFieldShowsUpAndNoQueryFailsWhicheverWayTheCatalogueIsKept() throws Exception {
    Map<String, List<List<List<String>>>> answers = new LinkedHashMap<>();
    for (String mode : List.of("crawler", "partitions", "projection")) {
      answers.put(mode, answers(mode));
    }

    assertThat(answers.get("crawler")).noneMatch(List::isEmpty);
    assertThat(answers.get("partitions").equals(answers.get("crawler"))).isTrue();
    assertThat(answers.get("projection").equals(answers.get("crawler"))).isTrue();
  }

  private List<List<List<String>>> answers(String mode) throws Exception {
    Path home = Files.createDirectory(directory.resolve(mode));
    try (PackagedProgram program = PackagedProgram.start(home, settings(mode))) {
      program.awaitOutput("ready in", SOON);
      generate(home, BARS, "--seed", "1");
      try (LakeReader lake = new LakeReader(program.endpoints(), home);
          Asking asking = new Asking(lake)) {
        until("the first bars", () -> asking.last().startsWith(BARS + " "));

        addField(home);
        generate(home, BARS, "--seed", "2", "--add-field", "sector:string");
        until(
            "the new field",
            () ->
                lake.query("SELECT count(sector) FROM bars_latest")
                    .get(0)
                    .get(0)
                    .equals("" + BARS));
        assertThat(lake.query("SELECT count(*) FROM bars WHERE sector IS NULL"))
            .containsExactly(List.of("" + BARS));

        generate(home, BAD, "--seed", "3", "--change-type", "close:string");
        String brokers = program.endpoints().get("KAFKA_BROKERS");
        until("dead letters", () -> TopicReader.readAll(brokers, "market.dlq.v1").size() == BAD);
        asking.twiceMore();

        asking.assertNoneFailed();
        List<List<List<String>>> answers = new ArrayList<>();
        QUESTIONS.forEach(question -> answers.add(lake.query(question)));
        System.out.printf("%s: %d queries, none failed%n", mode, asking.count());
        return answers;
      }
    }
  }

  private static Map<String, String> settings(String mode) {
    return Map.of(
        "ticklake.catalog.mode", mode,
        "ticklake.catalog.poll-interval", "1s",
        "ticklake.ingest.grouped-daily.enabled", "false",
        "ticklake.archive.slice-age", "2s",
        "ticklake.archive.slice-idle", "500ms");
  }

  private static void generate(Path home, int count, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "generate",
                "--count",
                "" + count,
                "--timespan",
                "day",
                "--days",
                "4",
                "--until",
                "2026-11-20"));
    arguments.addAll(List.of(more));
    try (PackagedProgram generate =
        PackagedProgram.start(home, Map.of(), arguments.toArray(String[]::new))) {
      assertThat(generate.awaitEnd(SOON)).as(generate.output()).isZero();
    }
  }

  /** As an operator does: a copy of the schema with one more column, named in an edited route. */
  private static void addField(Path home) throws Exception {
    try (InputStream packaged = NewFieldIT.class.getResourceAsStream("/schemas/bars.json")) {
      String schema = new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(schema).contains(LAST_FIELD);
      String more = ",\n{\"name\": \"sector\", \"type\": \"string\", \"required\": false}";
      Files.writeString(
          Files.createDirectories(home.resolve("schemas")).resolve("bars-2.json"),
          schema.replace(LAST_FIELD, LAST_FIELD + more));
    }
    Files.writeString(
        Files.createDirectories(home.resolve("routes")).resolve("bars.camel.yaml"), ROUTE);
  }

  private static void until(String what, Callable<Boolean> holds) {
    await(what).atMost(SOON).pollInterval(Duration.ofMillis(500)).ignoreExceptions().until(holds);
  }

  /** Asks one question every second; counts answers and failures from the first answer on. */
  private static final class Asking implements AutoCloseable {
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Asking(LakeReader lake) {
      var unused = timer.scheduleAtFixedRate(() -> ask(lake), 0, 1, TimeUnit.SECONDS);
    }

    private void ask(LakeReader lake) {
      try {
        answers.add(String.join(" ", lake.query(EVERY_SECOND).get(0)));
      } catch (RuntimeException e) {
        // Before the first bars there is no table.
        if (!answers.isEmpty()) {
          failures.add(String.valueOf(e.getMessage()));
        }
      }
    }

    String last() {
      return answers.get(answers.size() - 1);
    }

    int count() {
      return answers.size();
    }

    void twiceMore() {
      int before = answers.size() + failures.size();
      await("two more queries")
          .atMost(SOON)
          .until(() -> answers.size() + failures.size() >= before + 2);
    }

    void assertNoneFailed() {
      assertThat(failures).isEmpty();
      assertThat(answers).hasSizeGreaterThan(5).noneMatch(answer -> answer.contains("null"));
    }

    @Override
    public void close() {
      // A query under way ends by itself: an interrupted one would count as failed.
      timer.shutdown();
    }
  }
}
