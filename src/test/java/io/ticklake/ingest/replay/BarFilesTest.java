package io.ticklake.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other origins become bars. */
final class BarFilesTest {
  private static final String AAPL =
      "{\"ticker\":\"AAPL\",\"timespan\":\"day\",\"timestamp\":\"2024-03-04 05:00:00.000\",\"trade_date\":\"2024-03-04\","
          + "\"open\":1.0,\"high\":2.5,\"low\":0.5,\"close\":2.0,\"volume\":100.0,"
          + "\"source\":\"replay of in.csv\",\"ingested_at\":\"2026-11-21 12:00:00.123\"}";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ticker,date,open,high,low,close,volume\nAAPL,2024-03-04,1,2.5,0.5,2,100",
        "Symbol;Date;Open;High;Low;Close;Vol.\nAAPL;20240304;1;2.5;0.5;2;100",
        "DATE\tSYMBOL\tVOLUME\tO\tH\tL\tC\n2024/03/04\tAAPL\t100\t1\t2.5\t0.5\t2",
        "name|timestamp|open|high|low|close/last|volume\nAAPL|1709528400|1|2.5|0.5|2|100",
        "T,t,o,h,l,c,v\nAAPL,1709528400000,1,2.5,0.5,2,100",
        "ticker,volume,open,close,high,low,window_start\nAAPL,100,1,2,2.5,0.5,1709528400000000000",
        "ticker,date,open,high,low,close,volume,vwap,transactions\nAAPL,2024-03-04 00:00:00-05:00,1,2.5,0.5,2,100,NaN,",
        "\"ticker\",\"date\",\"open\",\"high\",\"low\",\"close\",\"volume\"\n\"AAPL\",\"2024-03-04\",\"1\",\"2.5\",\"0.5\",\"2\",\"100\""
      })
  void findsTheColumnsByTheirUsualNames(String text) throws IOException {
    ReadFile file = ReadFile.of(dir, text);

    assertThat(file.reasons()).isEmpty();
    assertThat(file.json()).containsExactly(AAPL);
    assertThat(file.messages().get(0).timespan()).isEqualTo("day");
  }

  @Test
  void takesColumnsThatWereNamedAndATickerOfAllRows() throws IOException {
    ReadFile file =
        ReadFile.of(
            dir,
            "when,first,high,low,final,volume,final price\n2024-03-04,1,2.5,0.5,9,100,2",
            ReadFile.mapped(
                Map.of(Field.DATE, "when", Field.OPEN, "first", Field.CLOSE, "Final Price")));

    assertThat(file.json()).containsExactly(AAPL.replace("AAPL", "ACME"));
    assertThatThrownBy(() -> ReadFile.of(dir, "a,b\n", ReadFile.mapped(Map.of(Field.OPEN, "x"))))
        .hasMessageContaining("--map names a column 'x', its columns are [a, b]");
  }

  @Test
  void takesTimesAsThoseOfTheExchangeAndMakesMinutes() throws IOException {
    String header = "ticker,date,time,open,high,low,close,volume\n";
    ReadFile file =
        ReadFile.of(
            dir,
            header
                + "AAPL,2024-07-01,09:30,1,2,1,2,100\nAAPL,2024-07-01,19:59:00,1,2,1,2,100\nAAPL,2024-07-02,00:00,1,2,1,2,100\n");

    assertThat(file.json().get(0))
        .contains(
            "\"timespan\":\"minute\",\"timestamp\":\"2024-07-01 13:30:00.000\",\"trade_date\":\"2024-07-01\"");
    assertThat(file.json().get(1))
        .contains("\"timestamp\":\"2024-07-01 23:59:00.000\",\"trade_date\":\"2024-07-01\"");
    assertThat(file.json()).hasSize(3);
  }

  @Test
  void doesNotMixDaysAndMinutes() throws IOException {
    ReadFile file =
        ReadFile.of(
            dir,
            "ticker,time,open,high,low,close,volume\nA,2024-07-01 00:00,1,2,1,2,1\nA,2024-07-01 00:01,1,2,1,2,1\n");

    assertThat(file.json()).hasSize(1);
    assertThat(file.reasons().get(0)).contains("bars of a day", "--timespan");
  }

  @Test
  void readsMonthAndDayInTheOrderThatSomeRowTells() throws IOException {
    String header = "ticker,date,open,high,low,close,volume\n";
    String end = ",1,2.5,0.5,2,100\n";

    assertThat(days(header + "A,03/04/2024" + end + "A,03/13/2024" + end))
        .containsExactly("2024-03-04", "2024-03-13");
    assertThat(days(header + "A,4/3/2024" + end + "A,13/3/2024" + end))
        .containsExactly("2024-03-04", "2024-03-13");
    assertThatThrownBy(() -> days(header + "A,03/04/2024" + end))
        .hasMessageContaining("dates like '03/04/2024' may begin with the month or with the day")
        .hasMessageContaining("--date-format");
    assertThat(
            ReadFile.of(dir, header + "A,03/04/2024" + end, ReadFile.dateFormat("dd/MM/yyyy"))
                .messages()
                .get(0)
                .day())
        .hasToString("2024-04-03");
    assertThat(
            ReadFile.of(dir, header + "A,4 Mar 2024" + end, ReadFile.dateFormat("d MMM yyyy"))
                .messages()
                .get(0)
                .day())
        .hasToString("2024-03-04");
    assertThatThrownBy(() -> ReadFile.of(dir, header, ReadFile.dateFormat("bad pattern")))
        .hasMessageContaining("Cannot replay");
  }

  private List<String> days(String text) throws IOException {
    return ReadFile.of(dir, text).messages().stream()
        .map(message -> String.valueOf(message.day()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "2024-02-30,1,2,1,2,1;date '2024-02-30' is not a date",
        "2023-02-29,1,2,1,2,1;date '2023-02-29' is not a date",
        "20241301,1,2,1,2,1;date '20241301' is not a date",
        "2024-03-04,NaN,2,1,2,1;open 'NaN' is not a number",
        "2024-03-04,,2,1,2,1;open is missing",
        "2024-03-04,1,Infinity,1,2,1;high 'Infinity' is not a number",
        "2024-03-04,1,2,1,2,-5;volume '-5.0' is negative",
        "2024-03-04,1,1,2,2,1;High '1.0' is below low '2.0'",
        "2024-03-04,1,2,1,2,\"1,000\";volume '1,000' is not a number (write it without thousands separators)",
        "2024-03-04,$1,2,1,2,1;open '$1' is not a number",
        ",1,2,1,2,1;Date is missing"
      })
  void refusesWhatNoBarCanBe(String row, String reason) throws IOException {
    String good = "A,2024-03-04,1,2,1,2,1\n";

    ReadFile file =
        ReadFile.of(
            dir, "ticker,date,open,high,low,close,volume\n" + good + "A," + row + "\n" + good);

    assertThat(file.json()).hasSize(2);
    assertThat(file.badLines()).containsExactly(3L);
    assertThat(file.reasons().get(0)).startsWith(reason);
  }

  @Test
  void keepsQuotedValuesWithLineBreaksTogether() throws IOException {
    ReadFile file =
        ReadFile.of(
            dir,
            "ticker,date,open,high,low,close,volume,note\r\nA,2024-03-04,1,2,1,2,1,\"two\r\nlines, \"\"said\"\"\"\r\nB,2024-02-30,1,2,1,2,1,x\r\n",
            ReadFile.shape(Shape.ROWS));

    assertThat(file.json())
        .containsExactly(
            "{\"ticker\":\"A\",\"date\":\"2024-03-04\",\"open\":1.0,\"high\":2.0,\"low\":1.0,\"close\":2.0,\"volume\":1.0,\"note\":\"two\\nlines, \\\"said\\\"\"}");
    assertThat(file.badLines()).containsExactly(4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void readsWhatAByteOrderMarkSays(String encoding) throws IOException {
    String text =
        "\uFEFFticker,date,open,high,low,close,volume\nÄ😀,2024-03-04,1,2.5,0.5,2,100\r\n";
    Path file = Files.write(dir.resolve("in.csv"), text.getBytes(Charset.forName(encoding)));

    assertThat(ReadFile.of(file, FileForm.found()).json())
        .containsExactly(AAPL.replace("AAPL", "Ä😀"));
  }

  @Test
  void keepsRowsOfAnotherEncodingAsTheyAreAndReadsThemWhenItIsSaid() throws IOException {
    byte[] text =
        "ticker,date,open,high,low,close,volume\nÄ,2024-03-04,1,2.5,0.5,2,100\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(dir.resolve("in.csv"), text);

    BadRow bad = ReadFile.of(file, FileForm.found()).bad().get(0);

    assertThat(bad.reason()).contains("it is not UTF-8 text", "--encoding");
    assertThat(bad.bytes())
        .isEqualTo("Ä,2024-03-04,1,2.5,0.5,2,100".getBytes(StandardCharsets.ISO_8859_1));
    FileForm none = FileForm.found();
    FileForm latin =
        new FileForm(
            none.shape(),
            none.columns(),
            none.numbers(),
            none.delimiter(),
            none.dateFormat(),
            none.zone(),
            java.util.Optional.of(StandardCharsets.ISO_8859_1),
            none.ticker(),
            none.timespan());
    assertThat(ReadFile.of(file, latin).json()).containsExactly(AAPL.replace("AAPL", "Ä"));
  }

  @Test
  void decompressesByName() throws IOException {
    byte[] text =
        "ticker,date,open,high,low,close,volume\nAAPL,2024-03-04,1,2.5,0.5,2,100\n"
            .getBytes(StandardCharsets.UTF_8);
    Path gzip = dir.resolve("in.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(text);
    }
    Path zstd = dir.resolve("in.csv.zst");
    try (var out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(text);
    }

    assertThat(ReadFile.of(gzip, FileForm.found()).messages()).hasSize(1);
    assertThat(ReadFile.of(zstd, FileForm.found()).messages()).hasSize(1);
  }

  @Test
  void saysThatCompressedDataIsCutOff() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write("ticker,date,open,high,low,close,volume\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 50_000; i++) {
        out.write(
            "A%d,2024-03-04,1,2,1,%d,1\n"
                .formatted(i, i % 3 == 0 ? 1 : 2)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    Path cut =
        Files.write(
            dir.resolve("cut.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 100));

    assertThatThrownBy(() -> ReadFile.of(cut, FileForm.found()))
        .hasMessageContaining("cannot be read to its end");
  }

  @Test
  void readsJsonLinesOfTheMarketAndOfTheLake() throws IOException {
    ReadFile file =
        ReadFile.of(
            dir,
            "{\"T\":\"AAPL\",\"t\":1709528400000,\"o\":1,\"h\":2.5,\"l\":0.5,\"c\":2,\"v\":1e2,\"vw\":NaN,\"x\":[1]}\n\n"
                + AAPL.replace("05:00:00", "21:00:00")
                + "\n{\"T\":\"AAPL\"}\nno json\n[1]\n{\"T\":1} x\n");

    assertThat(file.badLines()).containsExactly(4L, 5L, 6L, 7L);
    assertThat(file.json())
        .containsExactly(
            AAPL.replace("\"day\"", "\"minute\""), AAPL.replace("05:00:00", "21:00:00"));
  }

  @Test
  void sendsJsonLinesAsTheyAreWhenAsked() throws IOException {
    String line = "{\"symbol\":\"X\",\"last_updated\":\"2024-03-04 10:00:00\",\"n\":[1, 2]}";

    ReadFile file = ReadFile.of(dir, line + "\n{}\nnull\n", ReadFile.shape(Shape.ROWS));

    assertThat(file.json()).containsExactly(line, "{}");
    assertThat(file.messages().get(0).key()).isEqualTo("X");
    assertThat(file.reasons()).containsExactly("it is not a JSON object");
  }

  @Test
  void readsStandardInputOnce() throws IOException {
    byte[] text =
        "ticker,date,open,high,low,close,volume\nAAPL,2024-03-04,1,2.5,0.5,2,100\n"
            .getBytes(StandardCharsets.UTF_8);
    try (ReplayFile file =
            ReplayFile.open(
                Path.of("-"), FileForm.found(), new ByteArrayInputStream(text), ReadFile.NOW);
        RowStream rows = file.rows()) {
      assertThat(ReadFile.of(rows).json())
          .containsExactly(AAPL.replace("in.csv", "standard input"));
    }
  }

  @Test
  void holdsNoMoreThanALineInMemory() throws IOException {
    Path file = dir.resolve("long.csv");
    Files.write(
        file,
        IntStream.range(0, 3000)
            .mapToObj(
                i -> i == 0 ? "ticker,date,open,high,low,close,volume" : "A,2024-03-04,1,2,1,2,1")
            .toList());

    assertThat(ReadFile.of(file, FileForm.found()).messages()).hasSize(2999);
    Path endless = Files.write(dir.resolve("endless.csv"), new byte[5 << 20]);
    assertThatThrownBy(() -> ReadFile.of(endless, FileForm.found()))
        .hasMessageContaining("line 1 is longer than 4 MiB");
  }
}
