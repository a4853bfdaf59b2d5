package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast reader against Jackson's trees, over bars that are changed at random. */
class RowScanTest {
  private static final int MUTATIONS = Integer.getInteger("ticklake.test.mutations", 30_000);
  private static final long SEED = Long.getLong("ticklake.test.seed", 20261121L);
  private static final JsonMapper TREES = new JsonMapper();
  private static final String[] VALUES = {
    "1",
    "-1",
    "0",
    "-0",
    "-0.0",
    "00",
    "1.",
    ".5",
    "1.5",
    "-12.250",
    "123456789012345.5",
    "0.1234567890123456789",
    "9007199254740993",
    "1e3",
    "1E-400",
    "1e999",
    "123456789012345678",
    "1234567890123456789",
    "12345678901234567890",
    "true",
    "false",
    "null",
    "tru",
    "\"\"",
    "\"x\"",
    "\"a\\u0041\"",
    "\"Zürich\"",
    "\"2026-11-20\"",
    "\"2026-02-29\"",
    "\"2024-02-29\"",
    "\"2026-13-01\"",
    "\"2026-11-20 09:31:00.000\"",
    "\"2026-11-20 09:31:00\"",
    "\"2026-11-20 24:00:00\"",
    "\"1969-12-31 23:59:59.999\"",
    "\"2026-11-20T09:31:00\"",
    "\"2026-11-20 09:31:0\"",
    "{}",
    "[1]",
    "{\"open\":1}",
    "\"\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\"",
    "1x",
    "",
    "1 2"
  };

  private final Schema schema = Schema.read("schemas/bars.json");
  private final RowScan scan = new RowScan(schema);
  private final Row row = new Row(schema.columns().size());

  @Test
  void whatItReadsIsWhatJacksonReads() throws Exception {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] value = changed(random).getBytes(UTF_8);
      row.clear();
      if (scan.read(row.hold(ByteBuffer.wrap(value)), value.length, row)) {
        read++;
        compare(new String(value, UTF_8));
      }
    }

    assertThat(read).isBetween(MUTATIONS / 20, MUTATIONS * 9 / 10);
  }

  @Test
  void readsAnOrdinaryBarWithoutJackson() {
    byte[] value = Records.bar("AAPL", 11.5).getBytes(UTF_8);

    assertThat(scan.read(row.hold(ByteBuffer.wrap(value)), value.length, row)).isTrue();
    assertThat(row.real(6)).isEqualTo(11.5);
  }

  @Test
  void countsUnknownFieldsOncePerRecordWhicheverWayItIsRead() throws Exception {
    UnknownFields unknown = new UnknownFields(schema);
    RowReader reader = new RowReader(schema, unknown);
    String bar = Records.bar("AAPL", 11.5).replace("\"open\"", "\"new\":{\"a\":[1]},\"open\"");

    reader.read(ByteBuffer.wrap(bar.getBytes(UTF_8)));
    reader.read(ByteBuffer.wrap(bar.replace("AAPL", "A\\u0041").getBytes(UTF_8)));

    assertThat(unknown.counts()).isEqualTo(Map.of("new", 2L));
  }

  private void compare(String value) throws Exception {
    JsonNode tree = TREES.readTree(value);
    List<Schema.Column> columns = schema.columns();
    for (int i = 0; i < columns.size(); i++) {
      JsonNode field = tree.path(columns.get(i).name());
      boolean present = !field.isMissingNode() && !field.isNull();
      if (row.has(i) != present || (present && !same(columns.get(i).type(), i, field))) {
        throw new AssertionError(columns.get(i) + " was misread in " + value);
      }
    }
  }

  private boolean same(ColumnType type, int place, JsonNode field) {
    String text =
        new String(
            row.bytes(), row.textFrom(place), row.textTo(place) - row.textFrom(place), UTF_8);
    return switch (type) {
      case STRING -> field.isTextual() && text.equals(field.textValue());
      case DOUBLE ->
          field.isNumber() && row.number(place) == Double.doubleToRawLongBits(field.doubleValue());
      case LONG -> field.isIntegralNumber() && row.number(place) == field.longValue();
      case BOOLEAN -> field.isBoolean() && (row.number(place) == 1) == field.booleanValue();
      case TIMESTAMP ->
          text.equals(field.textValue()) && row.number(place) == CalendarText.epochMillis(text);
      case DATE ->
          text.equals(field.textValue()) && row.number(place) == CalendarText.epochDay(text);
    };
  }

  /** A bar with one to three fields changed, left out, repeated or moved. */
  private static String changed(Random random) {
    String bar = Records.bar("T" + random.nextInt(9), random.nextInt(100_000) / 100.0);
    for (int i = random.nextInt(3); i >= 0; i--) {
      String[] fields = bar.substring(1, bar.length() - 1).split(",(?=\")");
      int at = random.nextInt(fields.length);
      String name = fields[at].replaceFirst("\":.*", "\"");
      String value = VALUES[random.nextInt(VALUES.length)];
      fields[at] =
          switch (random.nextInt(6)) {
            case 0 -> name + " :\t" + value;
            case 1 -> fields[at] + "," + name + ":" + value;
            case 2 -> "\"new" + random.nextInt(3) + "\":" + value;
            case 3 -> fields[random.nextInt(fields.length)];
            default -> name + ":" + value;
          };
      bar = "{" + String.join(",", fields) + "}";
    }
    return bar;
  }
}
