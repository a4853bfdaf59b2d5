package io.ticklake.ingest.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.model.Timespan;
import io.ticklake.testkit.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class GeneratorTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final FakeClock CLOCK = new FakeClock("2026-11-21T12:00:00.123Z");

  @Test
  void makesBarsOfTheContract() throws IOException {
    Generator generator = generator(Timespan.MINUTE, 1);

    for (int i = 0; i < 5_000; i++) {
      ProducerRecord<byte[], byte[]> record = generator.next();
      JsonNode bar = new ObjectMapper().readTree(record.value());
      assertThat(fields(bar))
          .containsExactly(
              "ticker",
              "timespan",
              "timestamp",
              "trade_date",
              "open",
              "high",
              "low",
              "close",
              "volume",
              "vwap",
              "transactions",
              "source",
              "ingested_at");
      assertThat(bar.get("ticker").asText()).isEqualTo(text(record.key()));
      assertThat(bar.get("trade_date").asText()).isEqualTo(header(record, "dt"));
      assertThat(header(record, "timespan")).isEqualTo("minute");
      assertThat(bar.get("open").isDouble() && bar.get("volume").isDouble()).isTrue();
      assertThat(bar.get("high").asDouble())
          .isGreaterThanOrEqualTo(
              Math.max(bar.get("open").asDouble(), bar.get("close").asDouble()));
      assertThat(bar.get("low").asDouble())
          .isLessThanOrEqualTo(Math.min(bar.get("open").asDouble(), bar.get("close").asDouble()));
      assertThat(bar.get("ingested_at").asText()).isEqualTo("2026-11-21 12:00:00.123");
    }
  }

  @Test
  void spreadsThemOverTickersDaysAndMinutes() throws IOException {
    Generator generator = generator(Timespan.MINUTE, 1);
    Set<String> bars = new HashSet<>();
    for (int i = 0; i < 3 * 2 * 390; i++) {
      JsonNode bar = new ObjectMapper().readTree(generator.next().value());
      bars.add(bar.get("ticker").asText() + bar.get("timestamp").asText());
    }

    assertThat(bars).hasSize(3 * 2 * 390);
    assertThat(bars)
        .contains("SIM0" + "2026-11-19 14:30:00.000", "SIM2" + "2026-11-20 20:59:00.000");
    JsonNode again = new ObjectMapper().readTree(generator.next().value());
    assertThat(again.get("timestamp").asText()).isEqualTo("2026-11-19 14:30:00.000");
  }

  @Test
  void givesTheSameBarsForTheSameSeed() {
    assertThat(values(generator(Timespan.DAY, 7))).isEqualTo(values(generator(Timespan.DAY, 7)));
    assertThat(values(generator(Timespan.DAY, 7))).isNotEqualTo(values(generator(Timespan.DAY, 8)));
  }

  @Test
  void changesFieldsAfterSoManyRecords() throws IOException {
    Generator generator =
        generator(
            Timespan.DAY,
            1,
            SchemaChange.parse(SchemaChange.Kind.ADD, "sector:string@2"),
            SchemaChange.parse(SchemaChange.Kind.DROP, "vwap@3"),
            SchemaChange.parse(SchemaChange.Kind.CHANGE_TYPE, "close:string@4"),
            SchemaChange.parse(SchemaChange.Kind.CHANGE_TYPE, "sector:long@5"));
    List<JsonNode> bars = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      bars.add(new ObjectMapper().readTree(generator.next().value()));
    }

    assertThat(bars.get(1).has("sector")).isFalse();
    assertThat(bars.get(2).get("sector").isTextual()).isTrue();
    assertThat(bars.get(2).has("vwap")).isTrue();
    assertThat(bars.get(3).has("vwap")).isFalse();
    assertThat(bars.get(3).get("close").isDouble()).isTrue();
    assertThat(bars.get(4).get("close").isTextual()).isTrue();
    assertThat(bars.get(5).get("sector").isIntegralNumber()).isTrue();
  }

  @Test
  void refusesChangesThatCannotBe() {
    assertThatThrownBy(() -> SchemaChange.parse(SchemaChange.Kind.ADD, "sector"))
        .hasMessage(
            "'sector' must be NAME:TYPE or NAME:TYPE@RECORDS, for example sector:string@100000");
    assertThatThrownBy(() -> SchemaChange.parse(SchemaChange.Kind.ADD, "sector:text"))
        .hasMessageContaining("type 'text' is none of [string, double,");
    assertThatThrownBy(
            () -> generator(Timespan.DAY, 1, SchemaChange.parse(SchemaChange.Kind.DROP, "sector")))
        .hasMessageContaining("a bar has no field 'sector'");
    assertThatThrownBy(
            () ->
                generator(
                    Timespan.DAY, 1, SchemaChange.parse(SchemaChange.Kind.ADD, "close:double")))
        .hasMessageContaining("a bar has already a field 'close'");
  }

  private static Generator generator(Timespan timespan, long seed, SchemaChange... changes) {
    return new Generator(
        "t",
        new GeneratorPlan(
            3, GeneratorPlan.weekdaysUpTo(FRIDAY, 2), timespan, seed, List.of(changes)),
        CLOCK);
  }

  private static List<String> values(Generator generator) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values.add(text(generator.next().value()));
    }
    return values;
  }

  private static List<String> fields(JsonNode bar) {
    List<String> names = new ArrayList<>();
    bar.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
