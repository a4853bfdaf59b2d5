package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  private static String folder(String pattern, String value) throws Exception {
    return PathPattern.parse(pattern).folderOf(Records.at(7, value));
  }

  @Test
  void fillsInFieldsAndDays() throws Exception {
    String bar =
        "{\"nested\":{\"timespan\":\"no\",\"a\":[1]},\"timespan\":\"day\",\"n\":12.50,\"timestamp\":\"2026-11-20"
            + " 09:31:00.000\"}";

    assertThat(folder("bars/timespan={field:timespan}/n={field:n}/dt={day:timestamp}", bar))
        .isEqualTo("bars/timespan=day/n=12.50/dt=2026-11-20");
  }

  @Test
  void fillsInHeadersAndTheRecordsDate() throws Exception {
    assertThat(
            PathPattern.parse("raw/dt={header:dt}")
                .folderOf(Records.withHeader("dt", "2026-01-02")))
        .isEqualTo("raw/dt=2026-01-02");
    assertThat(
            PathPattern.parse("raw/{date:yyyy/MM/dd}")
                .folderOf(
                    Records.of(
                        0,
                        "x",
                        new RecordHeaders(),
                        Instant.parse("2026-11-20T23:59:59Z").toEpochMilli())))
        .isEqualTo("raw/2026/11/20");
  }

  @ParameterizedTest
  @CsvSource({
    "BRK.B,BRK.B",
    "BRK/B,BRK%2FB",
    "a=b%,a%3Db%25",
    "_hidden,%5Fhidden",
    "..,%2E.",
    "Ü,Ü",
    "a\\nb,a%0Ab"
  })
  void escapesValuesAsHiveDoes(String value, String folder) throws Exception {
    assertThat(folder("t={field:t}", "{\"t\":\"" + value + "\"}")).isEqualTo("t=" + folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"t\":null}",
        "{\"t\":\"\"}",
        "{\"t\":{\"a\":1}}",
        "[1]",
        "no json",
        "{\"t\":\"2026",
        ""
      })
  void aRecordWithoutTheFieldIsPoison(String value) {
    assertThatThrownBy(() -> folder("t={field:t}", value))
        .isInstanceOf(PoisonRecordException.class);
  }

  @Test
  void aTombstoneAMissingHeaderAndAMissingTimestampArePoison() {
    assertThatThrownBy(() -> folder("t={field:t}", null))
        .isInstanceOf(PoisonRecordException.class)
        .hasMessageContaining("no value");
    assertThatThrownBy(() -> folder("t={header:t}", "{}"))
        .isInstanceOf(PoisonRecordException.class)
        .hasMessageContaining("'t'");
    assertThatThrownBy(
            () ->
                PathPattern.parse("{date:yyyy}")
                    .folderOf(Records.of(0, "{}", new RecordHeaders(), -1)))
        .isInstanceOf(PoisonRecordException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-1-2", "2026-02-30", "20261120", "2026-11-200", "1700000000000", "x"})
  void whatIsNoDayIsPoison(String value) {
    assertThatThrownBy(() -> folder("dt={day:d}", "{\"d\":\"" + value + "\"}"))
        .isInstanceOf(PoisonRecordException.class)
        .hasMessageContaining("'d'")
        .hasMessageContaining(value);
  }

  @Test
  void aFolderThatNoKeyCanHoldIsPoison() {
    assertThatThrownBy(() -> folder("t={field:t}", "{\"t\":\"" + "x".repeat(800) + "\"}"))
        .isInstanceOf(PoisonRecordException.class)
        .hasMessageContaining("700 bytes");
  }

  @Test
  void aFolderThatWasMetBeforeIsTheSameObject() throws Exception {
    PathPattern bars = PathPattern.parse("bars/t={field:t}/dt={day:d}/{date:yyyy-MM-dd}");
    String first = bars.folderOf(Records.at(7, "{\"t\":\"a/b\",\"d\":\"2026-11-20 09:31:00\"}"));

    String again = bars.folderOf(Records.at(8, "{\"d\":\"2026-11-20T10:00:00\", \"t\": \"a/b\"}"));

    assertThat(again).isSameAs(first).startsWith("bars/t=a%2Fb/dt=2026-11-20/");
  }

  @Test
  void whatItRemembersNeverChangesAFolder() throws Exception {
    PathPattern one = PathPattern.parse("t={field:t}/n={field:n}/dt={day:d}");
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      String value = randomValue(random);
      String expected;
      try {
        // A new pattern remembers nothing; a buffer outside the heap is read by Jackson.
        expected = PathPattern.parse("t={field:t}/n={field:n}/dt={day:d}").folderOf(direct(value));
      } catch (PoisonRecordException e) {
        expected = e.getMessage();
      }
      String found;
      try {
        found = one.folderOf(Records.at(i, value));
      } catch (PoisonRecordException e) {
        found = e.getMessage();
      }

      assertThat(found).as(value).isEqualTo(expected);
    }
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> direct(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return new ConsumerRecord<>("t", 0, 0L, null, outside);
  }

  private static String randomValue(Random random) {
    String[] names = {"\"t\"", "\"n\"", "\"d\"", "\"\\u0074\"", "\"x\"", "\"d\"", "\"t\"", "\"n\""};
    String[] values = {
      "\"a\"",
      "\"b\"",
      "\"a\\nb\"",
      "\"\"",
      "\"ü/\"",
      "1",
      "-2.50",
      "true",
      "null",
      "{\"t\":\"no\"}",
      "[1,{\"t\":2}]",
      "\"2026-11-20\"",
      "\"2026-11-21 10:00\"",
      "\"2026-02-30\"",
      "\"}\\\"{\""
    };
    StringBuilder value = new StringBuilder(" {");
    for (int i = 0; i < 6; i++) {
      value.append(i == 0 ? " " : " , ");
      String name = names[random.nextInt(names.length)];
      boolean day = name.equals("\"d\"") && random.nextInt(3) > 0;
      value.append(name).append(" : ");
      value.append(
          day
              ? "\"2026-11-2" + random.nextInt(4) + " 10:00\""
              : values[random.nextInt(values.length)]);
    }
    return value.append(" } ").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "a/",
        "a//b",
        "{field:}",
        "{field}",
        "{colour:x}",
        "a{",
        "a}b",
        "{date:bbb}",
        "{field:a"
      })
  void refusesAPatternThatMakesNoSense(String pattern) {
    assertThatThrownBy(() -> PathPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'layout'")
        .hasMessageContaining(pattern);
  }
}
