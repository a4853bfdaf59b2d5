package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parquet and CSV, read back by DuckDB: another implementation than the one that wrote. */
class TypedFormatsTest {
  private final Schema schema = Schema.read("schemas/bars.json");
  @TempDir Path folder;

  enum Kind {
    PARQUET,
    CSV
  }

  private Format format(Kind kind) {
    return switch (kind) {
      case PARQUET -> new ParquetFormat(schema, 3);
      case CSV -> new CsvFormat(schema, new Codec.Gzip(1));
    };
  }

  @Test
  void parquetColumnsHaveTheTypesThatAthenaReads() throws Exception {
    write(Kind.PARQUET, Records.bar("AAPL", 11.5));

    assertThat(
            rows("DESCRIBE SELECT * FROM " + table(Kind.PARQUET)).stream()
                .map(r -> r.get(0) + " " + r.get(1)))
        .containsExactly(
            "ticker VARCHAR",
            "timestamp TIMESTAMP",
            "trade_date DATE",
            "open DOUBLE",
            "high DOUBLE",
            "low DOUBLE",
            "close DOUBLE",
            "volume DOUBLE",
            "vwap DOUBLE",
            "transactions BIGINT",
            "otc BOOLEAN",
            "adjusted BOOLEAN",
            "source VARCHAR",
            "ingested_at TIMESTAMP");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyValueComesBack(Kind kind) throws Exception {
    write(kind, Records.bar("BRK.B", 11.5), Records.bar("Ümläut, \\\"q\\\"", 123456789012.25));

    assertThat(rows("SELECT * FROM " + table(kind)))
        .containsExactly(
            List.of(
                "BRK.B",
                "2026-11-20 21:00:00.0",
                "2026-11-20",
                "10.0",
                "12.5",
                "9.75",
                "11.5",
                "1234567.0",
                "10.25",
                "321",
                "false",
                "true",
                "simulated",
                "2026-11-21 01:02:03.456"),
            List.of(
                "Ümläut, \"q\"",
                "2026-11-20 21:00:00.0",
                "2026-11-20",
                "10.0",
                "12.5",
                "9.75",
                "1.2345678901225E11",
                "1234567.0",
                "10.25",
                "321",
                "false",
                "true",
                "simulated",
                "2026-11-21 01:02:03.456"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAbsentOptionalFieldIsNullAndNeverZero(Kind kind) throws Exception {
    String full = Records.bar("A", 1.0);
    write(
        kind,
        full.replaceAll("\"(vwap|transactions|otc)\":[^,]*,", ""),
        full.replace("321", "null"),
        full);

    assertThat(rows("SELECT vwap, transactions, otc FROM " + table(kind)))
        .containsExactly(
            List.of("null", "null", "null"),
            List.of("10.25", "null", "false"),
            List.of("10.25", "321", "false"));
  }

  @Test
  void csvWritesDecimalsAlwaysAsDecimals() throws Exception {
    Path file =
        write(
            Kind.CSV,
            Records.bar("A", 5e-7),
            Records.bar("B", 3e20),
            Records.bar("C", 2).replace(":2.0,", ":2,"));

    assertThat(
            new String(
                new java.util.zip.GZIPInputStream(Files.newInputStream(file)).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8))
        .startsWith(
            "ticker,timestamp,trade_date,open,high,low,close,volume,vwap,transactions,otc,adjusted,source,ingested_at\r\n"
                + "A,2026-11-20 21:00:00.000,2026-11-20,10.0,12.5,9.75,0.00000050,1234567.0,")
        .contains(",9.75,300000000000000000000.0,", ",9.75,2.0,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"open\":10.0                | \"open\":\"10.0\"            | Field 'open' is \"10.0\","
            + " expected a finite number.",
        "\"open\":10.0                | \"open\":1e999               | Field 'open' is 1e999,"
            + " expected a finite number.",
        "\"open\":10.0                | \"open\":true                | Field 'open' is true,"
            + " expected a finite number.",
        "\"open\":10.0,               | ``                           | Required field 'open' is"
            + " absent.",
        "\"open\":10.0                | \"open\":null                | Required field 'open' is"
            + " absent.",
        "\"open\":10.0                | \"open\":10.0,\"open\":11.0  | Field 'open' stands there"
            + " twice.",
        "\"transactions\":321         | \"transactions\":1.5         | Field 'transactions' is 1.5,"
            + " expected a whole number of 64 bits without a decimal point.",
        "\"transactions\":321         | \"transactions\":9223372036854775808 | Field 'transactions'"
            + " is 9223372036854775808, expected a whole number of 64 bits without a decimal"
            + " point.",
        "\"otc\":false                | \"otc\":0                    | Field 'otc' is 0, expected"
            + " true or false.",
        "\"ticker\":\"GOOD\"          | \"ticker\":7                 | Field 'ticker' is 7,"
            + " expected text.",
        "\"ticker\":\"GOOD\"          | \"ticker\":{\"a\":1}         | Field 'ticker' is an object,"
            + " expected text.",
        "\"trade_date\":\"2026-11-20\"| \"trade_date\":\"2026-02-30\"| Field 'trade_date' is"
            + " \"2026-02-30\", expected a day as text, yyyy-MM-dd.",
        "\"trade_date\":\"2026-11-20\"| \"trade_date\":\"20.11.2026\"| Field 'trade_date' is"
            + " \"20.11.2026\", expected a day as text, yyyy-MM-dd.",
        "21:00:00.000                 | 24:00:00.000                 | Field 'timestamp' is"
            + " \"2026-11-20 24:00:00.000\", expected a UTC time as text, yyyy-MM-dd HH:mm:ss.SSS.",
        "20 21:00:00.000              | 20T21:00:00.000              | Field 'timestamp' is"
            + " \"2026-11-20T21:00:00.000\", expected a UTC time as text, yyyy-MM-dd HH:mm:ss.SSS."
      })
  void aWrongFieldIsPoisonWithItsNameAndValue(String good, String bad, String message)
      throws Exception {
    for (Kind kind : Kind.values()) {
      try (ObjectEncoder encoder = format(kind).open()) {
        encoder.append(Records.of(Records.bar("GOOD", 1.0)));

        assertThatThrownBy(
                () -> encoder.append(Records.of(Records.bar("GOOD", 2.0).replace(good, bad))))
            .isInstanceOf(PoisonRecordException.class)
            .hasMessage(message);

        encoder.append(Records.of(Records.bar("GOOD", 3.0)));
        Files.write(file(kind), encoder.finish().toByteArray());
      }
      assertThat(rows("SELECT close FROM " + table(kind)))
          .containsExactly(List.of("1.0"), List.of("3.0"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"[1]", "{\"ticker\":", "nonsense", "{} {}", "``"})
  void whatIsNoObjectIsPoison(String value) {
    for (Kind kind : Kind.values()) {
      try (ObjectEncoder encoder = format(kind).open()) {
        assertThatThrownBy(() -> encoder.append(Records.of(value)))
            .isInstanceOf(PoisonRecordException.class);
      }
    }
  }

  @Test
  void countsFieldsThatTheSchemaDoesNotKnowAndWritesTheRest() throws Exception {
    ParquetFormat parquet = new ParquetFormat(schema, 3);
    String more = Records.bar("A", 1.0).replace("\"open\"", "\"new\":{\"open\":[1]},\"open\"");
    try (ObjectEncoder encoder = parquet.open()) {
      encoder.append(Records.of(more));
      encoder.append(Records.of(more));
      Files.write(file(Kind.PARQUET), encoder.finish().toByteArray());
    }

    assertThat(parquet.unknownFields()).isEqualTo(Map.of("new", 2L));
    assertThat(rows("SELECT count(*) FROM " + table(Kind.PARQUET))).containsExactly(List.of("2"));
  }

  @Test
  void manyRowsOverManyPagesAndGroupsComeBackEachOnce() throws Exception {
    int rows = 300_000;
    try (ObjectEncoder encoder = format(Kind.PARQUET).open()) {
      for (int i = 0; i < rows; i++) {
        encoder.append(Records.of(Records.bar("T" + (i * 7919L % 100_003), i)));
      }
      long held = encoder.bufferedBytes();
      byte[] object = encoder.finish().toByteArray();
      Files.write(file(Kind.PARQUET), object);

      assertThat(held).isBetween(object.length / 2L, object.length * 3L + (4 << 20));
    }

    assertThat(
            rows("SELECT count(*), count(DISTINCT close), sum(close) FROM " + table(Kind.PARQUET)))
        .containsExactly(List.of("300000", "300000", Double.toString(rows * (rows - 1.0) / 2)));
    assertThat(
            rows("SELECT DISTINCT compression FROM parquet_metadata('" + file(Kind.PARQUET) + "')"))
        .containsExactly(List.of("ZSTD"));
  }

  @Test
  void anEncoderThatIsGivenUpClosesWithoutNoise() {
    ObjectEncoder encoder = format(Kind.PARQUET).open();

    encoder.close();
    encoder.close();
  }

  private Path write(Kind kind, String... values) throws Exception {
    try (ObjectEncoder encoder = format(kind).open()) {
      for (String value : values) {
        encoder.append(Records.of(value));
      }
      return Files.write(file(kind), encoder.finish().toByteArray());
    }
  }

  private Path file(Kind kind) {
    return folder.resolve("object." + format(kind).extension());
  }

  private String table(Kind kind) {
    return kind == Kind.CSV
        ? "read_csv('" + file(kind) + "', header=true, types={'ingested_at':'TIMESTAMP'})"
        : "read_parquet('" + file(kind) + "')";
  }

  private static List<List<String>> rows(String sql) throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
