package io.ticklake.bench.loop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bar with Jackson's streaming parser and writes each field as it comes. Knows the topic:
 * fields stand in this order, none is escaped, none is checked.
 */
final class LoopColumns extends WriteSupport<ByteBuffer> {
  // The columns of schemas/bars.json.
  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message bar {
            required binary ticker (STRING);
            required int64 timestamp (TIMESTAMP(MILLIS,false));
            required int32 trade_date (DATE);
            required double open;
            required double high;
            required double low;
            required double close;
            required double volume;
            optional double vwap;
            optional int64 transactions;
            optional boolean otc;
            optional boolean adjusted;
            required binary source (STRING);
            required int64 ingested_at (TIMESTAMP(MILLIS,false));
          }
          """);
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final List<SerializedString> NAMES =
      TYPE.getFields().stream().map(field -> new SerializedString(field.getName())).toList();

  private final byte[] text = new byte[256];
  private final long[] days = new long[64];
  private @Nullable RecordConsumer out;

  @Override
  public WriteContext init(org.apache.hadoop.conf.Configuration conf) {
    throw new UnsupportedOperationException("Hadoop is not there");
  }

  @Override
  public WriteContext init(ParquetConfiguration conf) {
    return new WriteContext(TYPE, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(ByteBuffer value) {
    try (JsonParser json =
        JSON.createParser(
            value.array(), value.arrayOffset() + value.position(), value.remaining())) {
      json.nextToken();
      out.startMessage();
      int column = 0;
      while (column < NAMES.size()) {
        while (!json.nextFieldName(NAMES.get(column))) {
          column = columnOf(json.currentName(), column);
          break;
        }
        json.nextToken();
        String name = NAMES.get(column).getValue();
        out.startField(name, column);
        add(column, json);
        out.endField(name, column);
        column++;
      }
      out.endMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Optional fields before this one are absent. */
  private static int columnOf(String name, int from) {
    int column = from;
    while (!NAMES.get(column).getValue().equals(name)) {
      column++;
    }
    return column;
  }

  private void add(int column, JsonParser json) throws IOException {
    switch (column) {
      case 0, 12 -> out.addBinary(text(json));
      case 1, 13 -> out.addLong(millis(json));
      case 2 -> out.addInteger((int) day(json.getTextCharacters(), json.getTextOffset()));
      case 9 -> out.addLong(json.getLongValue());
      case 10, 11 -> out.addBoolean(json.getBooleanValue());
      default -> out.addDouble(json.getDoubleValue());
    }
  }

  private Binary text(JsonParser json) throws IOException {
    char[] characters = json.getTextCharacters();
    int offset = json.getTextOffset();
    int length = json.getTextLength();
    for (int i = 0; i < length; i++) {
      text[i] = (byte) characters[offset + i];
    }
    return Binary.fromReusedByteArray(text, 0, length);
  }

  private long millis(JsonParser json) throws IOException {
    char[] c = json.getTextCharacters();
    int at = json.getTextOffset();
    long seconds = (two(c, at + 11) * 60L + two(c, at + 14)) * 60 + two(c, at + 17);
    int millis = two(c, at + 20) * 10 + c[at + 22] - '0';
    return (day(c, at) * 86_400 + seconds) * 1000 + millis;
  }

  private long day(char[] c, int at) {
    int year = two(c, at) * 100 + two(c, at + 2);
    int month = two(c, at + 5);
    int day = two(c, at + 8);
    int place = (month * 31 + day) % days.length;
    // Year, month and day in the upper half name what the lower half remembers.
    long key = (year * 100L + month) * 100 + day;
    if (days[place] >>> 32 != key) {
      days[place] = key << 32 | LocalDate.of(year, month, day).toEpochDay();
    }
    return days[place] & 0xffffffffL;
  }

  private static int two(char[] c, int at) {
    return (c[at] - '0') * 10 + c[at + 1] - '0';
  }
}
