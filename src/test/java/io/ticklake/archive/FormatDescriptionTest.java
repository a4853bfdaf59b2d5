package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger entry keeps of a format, and what an audit reads back of an object. */
class FormatDescriptionTest {
  private static final Schema BARS = Schema.read("schemas/bars.json");
  private static final Schema ODD =
      new Schema(
          "odd (name)",
          Set.of("timespan", "a,b"),
          List.of(
              new Schema.Column("ticker", ColumnType.STRING, true),
              new Schema.Column("close;=[x]", ColumnType.DOUBLE, false),
              new Schema.Column("ü:!", ColumnType.DATE, false),
              new Schema.Column("otc", ColumnType.BOOLEAN, false)));

  private final ArchiveFormats formats = new ArchiveFormats();

  static Stream<Format> all() {
    return Stream.of(
        new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT),
        new JsonLinesFormat(new Codec.Gzip(1), JsonNumbers.STRICT, Set.of("timespan", "o,;=c")),
        new JsonLinesFormat(new Codec.Gzip(9), JsonNumbers.WITH_NAN),
        new JsonLinesFormat(new Codec.Zstd(3), JsonNumbers.STRICT),
        new TypedLinesFormat(BARS, new Codec.Gzip(1)),
        new TypedLinesFormat(ODD, new Codec.Zstd(1)),
        new CsvFormat(BARS, new Codec.Gzip(6)),
        new CsvFormat(ODD, new Codec.Zstd(19)),
        new ParquetFormat(BARS, 3),
        new ParquetFormat(ODD, 1));
  }

  static Stream<Format> withChecksum() {
    return all().filter(format -> !format.extension().equals("jsonl"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDescribedFormatWritesTheSameBytes(Format format) throws Exception {
    Format again = formats.of(format.description());

    assertThat(object(again, 1000)).isEqualTo(object(format, 1000));
    assertThat(again.extension()).isEqualTo(format.extension());
    assertThat(again.contentType()).isEqualTo(format.contentType());
    assertThat(again.description()).isEqualTo(format.description()).doesNotContain("\n");
  }

  @Test
  void descriptionsStayAsEntriesOfEarlierReleasesHaveThem() {
    assertThat(all().limit(2).map(Format::description))
        .containsExactly(
            "1;jsonl;codec=none;numbers=strict;without=",
            "1;jsonl;codec=gzip:1;numbers=strict;without=o%2C%3B%3Dc,timespan");
    assertThat(new ParquetFormat(BARS, 3).description())
        .isEqualTo(
            "1;parquet;codec=zstd:3;schema=bar[timespan](ticker:string!,timestamp:timestamp!,"
                + "trade_date:date!,open:double!,high:double!,low:double!,close:double!,"
                + "volume:double!,vwap:double,transactions:long,otc:boolean,adjusted:boolean,"
                + "source:string!,ingested_at:timestamp!)");
    assertThat(new CsvFormat(ODD, new Codec.Zstd(19)).description())
        .isEqualTo(
            "1;csv;codec=zstd:19;schema=odd+%28name%29[a%2Cb,timespan](ticker:string!,"
                + "close%3B%3D%5Bx%5D:double,%C3%BC%3A%21:date,otc:boolean)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jsonl",
        "2;jsonl;codec=none;numbers=strict;without=",
        "1;orc;codec=none",
        "1;jsonl;codec=none;numbers=strict",
        "1;jsonl;codec=none;numbers=strict;without=;more=1",
        "1;jsonl;codec=none;codec=none;numbers=strict;without=",
        "1;jsonl;codec=lz4:1;numbers=strict;without=",
        "1;jsonl;codec=gzip:10;numbers=strict;without=",
        "1;jsonl;codec=gzip:01;numbers=strict;without=",
        "1;jsonl;codec=none;numbers=loose;without=",
        "1;jsonl;codec=none;numbers=strict;without",
        "1;parquet;codec=gzip:1;schema=a[](b:double)",
        "1;parquet;codec=zstd:1;schema=a[](b:decimal)",
        "1;parquet;codec=zstd:1;schema=a[](b:double,b:double)",
        "1;parquet;codec=zstd:1;schema=a[](b)",
        "1;csv;codec=none;schema=a(b:double)"
      })
  void whatIsNotKnownIsRefusedWithWhatToDo(String description) {
    assertThatThrownBy(() -> formats.of(description))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Format '" + description + "' cannot be read: ")
        .hasMessageEndingWith("Run the release of ticklake that wrote it, or a newer one.");
  }

  @ParameterizedTest
  @MethodSource("all")
  void countsWhatWasWritten(Format format) throws Exception {
    for (int records : new int[] {1, 2, 999, 40_000}) {
      assertThat(format.count(object(format, records))).isEqualTo(records);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void findsAnObjectThatIsCutOff(Format format) throws Exception {
    byte[] object = object(format, 50);
    for (int length = 0; length < object.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(object, length);
      boolean atLineEnd = length == 0 || cut[length - 1] == '\n';
      if (format.extension().equals("jsonl") && atLineEnd) {
        continue;
      }
      assertThatThrownBy(() -> format.count(cut))
          .as("cut at %d", length)
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("withChecksum")
  void findsChangedBitsOrReadsTheSameRecords(Format format) throws Exception {
    byte[] object = object(format, 50);
    Random random = new Random(7);
    int found = 0;
    int changes = 3000;
    for (int i = 0; i < changes; i++) {
      byte[] changed = object.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(format.count(changed)).isEqualTo(50);
      } catch (IOException e) {
        found++;
      }
    }
    // Some bits of headers and footers say nothing that a reader needs.
    assertThat(found).isGreaterThan(changes * (format instanceof ParquetFormat ? 5 : 95) / 100);
  }

  @ParameterizedTest
  @MethodSource("withChecksum")
  void findsBytesThatFollowTheObject(Format format) throws Exception {
    byte[] object = object(format, 50);
    byte[] longer = java.util.Arrays.copyOf(object, object.length + 10);

    assertThatThrownBy(() -> format.count(longer)).isInstanceOf(IOException.class);
  }

  @Test
  void findsAnObjectOfOtherColumns() throws Exception {
    byte[] object = object(new ParquetFormat(ODD, 1), 5);
    byte[] csv = object(new CsvFormat(ODD, new Codec.None()), 5);

    assertThatThrownBy(() -> new ParquetFormat(BARS, 1).count(object))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("columns");
    assertThatThrownBy(() -> new CsvFormat(BARS, new Codec.None()).count(csv))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("row 1 has 4 cells, expected 14");
  }

  private static byte[] object(Format format, int records) throws Exception {
    try (ObjectEncoder encoder = format.open()) {
      for (int i = 0; i < records; i++) {
        encoder.append(Records.of(Records.bar("T" + i % 97, i * 0.25)));
      }
      return encoder.finish().toByteArray();
    }
  }
}
