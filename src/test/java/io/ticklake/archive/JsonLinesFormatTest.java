package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {
  private final Format plain = new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT);

  @Test
  void writesEachValueAsItCameOnItsOwnLine() throws Exception {
    String one = "{\"price\":1.50,\"name\":\"Zürich \\n \\\"x\\\"\"}";

    assertThat(encode(plain, one, "{}", " { \"a\" : [1, {\"b\":null}] } "))
        .isEqualTo(one + "\n{}\n { \"a\" : [1, {\"b\":null}] } \n");
  }

  @Test
  void readsBuffersOutsideTheHeap() throws Exception {
    try (ObjectEncoder encoder = plain.open()) {
      encoder.append(Records.direct("{\"a\":1}"));

      assertThat(encoder.finish().toByteArray()).asString(UTF_8).isEqualTo("{\"a\":1}\n");
    }
  }

  @Test
  void leavesTheBuffersPositionAlone() throws Exception {
    var record = Records.of("{\"a\":1}");
    ByteBuffer before = record.value().duplicate();
    try (ObjectEncoder encoder = plain.open()) {
      encoder.append(record);
    }

    assertThat(record.value()).isEqualTo(before);
    assertThat(record.value().position()).isEqualTo(before.position());
  }

  @Test
  void comesBackFromGzipAndZstdWhateverTheSizes() throws Exception {
    String[] values =
        new Random(1).ints(400, 0, 3000).mapToObj(this::ofSize).toArray(String[]::new);
    String expected = String.join("\n", values) + "\n";

    byte[] gzip = bytes(new JsonLinesFormat(new Codec.Gzip(1), JsonNumbers.STRICT), values);
    byte[] zstd = bytes(new JsonLinesFormat(new Codec.Zstd(3), JsonNumbers.STRICT), values);

    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
        .asString(UTF_8)
        .isEqualTo(expected);
    assertThat(new ZstdInputStream(new ByteArrayInputStream(zstd)).readAllBytes())
        .asString(UTF_8)
        .isEqualTo(expected);
  }

  @Test
  void aValueLargerThanEveryBufferComesThrough() throws Exception {
    String large = ofSize(3_000_000);

    assertThat(encode(plain, large, large)).isEqualTo(large + "\n" + large + "\n");
  }

  @Test
  void theSameRecordsGiveTheSameBytes() throws Exception {
    Format gzip = new JsonLinesFormat(new Codec.Gzip(1), JsonNumbers.STRICT);

    assertThat(bytes(gzip, "{\"a\":1}")).isEqualTo(bytes(gzip, "{\"a\":1}"));
  }

  @Test
  void namesFilesAndTypesByItsCodec() {
    Format gzip = new JsonLinesFormat(new Codec.Gzip(1), JsonNumbers.STRICT);

    assertThat(plain.extension()).isEqualTo("jsonl");
    assertThat(plain.contentType()).isEqualTo("application/x-ndjson");
    assertThat(gzip.extension()).isEqualTo("jsonl.gz");
    assertThat(gzip.contentType()).isEqualTo("application/gzip");
    assertThat(new JsonLinesFormat(new Codec.Zstd(1), JsonNumbers.STRICT).extension())
        .isEqualTo("jsonl.zst");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "1",
        "\"text\"",
        "null",
        "true",
        "{",
        "{\"a\":}",
        "{\"a\":1}}",
        "{\"a\":1} {\"b\":2}",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "not json",
        "   ",
        "{\"a\":\"line\nend\"}",
        "\n{\"a\":1}",
        "{\n\"a\":1}",
        "{\"a\"\n:1}",
        "{\"a\":\n1}",
        "{\"a\":1\n}",
        "{\"a\":1,\n\"b\":2}",
        "{\"a\":1}\n",
        "{\"a\":1}\r\n",
        "{\"a\":[1,\n2]}",
        "{\"a\":1\r}",
        "{\"a\":{\"b\":2\n}}"
      })
  void refusesWhatIsNotOneObjectOnOneLine(String value) throws Exception {
    for (Format format :
        new Format[] {
          plain, new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT, Set.of("x"))
        }) {
      try (ObjectEncoder encoder = format.open()) {
        encoder.append(Records.of("{\"good\":1}"));

        assertThatThrownBy(() -> encoder.append(Records.of(value)))
            .isInstanceOf(PoisonRecordException.class)
            .hasMessageMatching("(?s).*(expected one|is not JSON: ).*");

        encoder.append(Records.of("{\"good\":2}"));
        assertThat(encoder.finish().toByteArray())
            .asString(UTF_8)
            .isEqualTo("{\"good\":1}\n{\"good\":2}\n");
      }
    }
  }

  @Test
  void refusesARecordWithoutValue() {
    try (ObjectEncoder encoder = plain.open()) {
      assertThatThrownBy(() -> encoder.append(Records.record(null)))
          .isInstanceOf(PoisonRecordException.class)
          .hasMessage("The record has no value, expected one JSON object.");
      assertThatThrownBy(() -> encoder.append(Records.of("")))
          .isInstanceOf(PoisonRecordException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x\":1,\"a\":2}          | {\"a\":2}",
        "{\"a\":2,\"x\":1}          | {\"a\":2}",
        "{\"a\":2,\"x\":1,\"b\":3}  | {\"a\":2,\"b\":3}",
        "{\"x\":1}                  | {}",
        "{\"x\":1,\"y\":2,\"a\":3}  | {\"a\":3}",
        "{\"y\":1,\"x\":2}          | {}",
        "{\"a\":3,\"x\":1,\"y\":2}  | {\"a\":3}",
        "{\"x\":\"}, \\\" {\",\"a\":{\"x\":5}} | {\"a\":{\"x\":5}}",
        "{\"x\":{\"k\":[1,2]} , \"a\":1.50}    | { \"a\":1.50}",
        "{ \"a\" : 1 , \"x\" : 12.5e3 , \"y\" : null , \"b\" : \"ü\" } | { \"a\" : 1 , \"b\" : \"ü\" }",
        "{\"ü\":1,\"x\":true,\"b\":-3}         | {\"ü\":1,\"b\":-3}"
      })
  void leavesOutTheFieldsThatTheKeyCarries(String value, String line) throws Exception {
    Format format = new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT, Set.of("x", "y"));

    assertThat(encode(format, value)).isEqualTo(line + "\n");
  }

  @Test
  void keepsNanOfRawPagesAsReceived() throws Exception {
    Format pages = new JsonLinesFormat(new Codec.None(), JsonNumbers.WITH_NAN);

    assertThat(encode(pages, "{\"page\":{\"vw\":NaN}}")).isEqualTo("{\"page\":{\"vw\":NaN}}\n");
  }

  @Test
  void saysHowMuchItHolds() throws Exception {
    try (ObjectEncoder encoder = plain.open()) {
      long empty = encoder.bufferedBytes();
      for (int i = 0; i < 1000; i++) {
        encoder.append(Records.of(ofSize(1000)));
      }

      assertThat(encoder.bufferedBytes() - empty).isBetween(900_000L, 2_100_000L);
    }
  }

  private String ofSize(int size) {
    return "{\"a\":\"" + "v".repeat(size) + "\"}";
  }

  private static String encode(Format format, String... values) throws Exception {
    return new String(bytes(format, values), UTF_8);
  }

  private static byte[] bytes(Format format, String... values)
      throws PoisonRecordException, IOException {
    try (ObjectEncoder encoder = format.open()) {
      for (String value : values) {
        encoder.append(Records.of(value));
      }
      return encoder.finish().toByteArray();
    }
  }
}
