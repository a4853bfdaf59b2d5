package io.ticklake.archive;

import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One CSV object under way. Cells are the texts of the record wherever those are plain already, so
 * nothing is formatted again.
 */
final class CsvEncoder implements ObjectEncoder {
  // The longest double without exponent has 325 characters behind its sign and point.
  private static final int MAX_DECIMAL = 345;

  private final List<Schema.Column> columns;
  private final CompressedText out;
  private final RowReader reader;
  private byte[] line = new byte[0];
  private int at;

  CsvEncoder(Schema schema, Codec codec, RowReader reader) {
    this.columns = schema.columns();
    this.out = new CompressedText(codec);
    this.reader = reader;
    writeHeader();
  }

  private void writeHeader() {
    List<byte[]> names =
        columns.stream().map(c -> c.name().getBytes(StandardCharsets.UTF_8)).toList();
    begin(names.stream().mapToInt(name -> 2 * name.length + 3).sum());
    for (byte[] name : names) {
      text(name, 0, name.length);
      line[at++] = ',';
    }
    end();
  }

  @Override
  public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
    Row row = reader.read(JsonBytes.valueOf(record));
    int room = 2;
    for (int i = 0; i < columns.size(); i++) {
      room += 3 + (row.has(i) ? 2 * (row.textTo(i) - row.textFrom(i)) + MAX_DECIMAL : 0);
    }
    begin(room);
    for (int i = 0; i < columns.size(); i++) {
      if (row.has(i)) {
        cell(columns.get(i).type(), row, i);
      }
      line[at++] = ',';
    }
    end();
  }

  private void begin(int room) {
    line = out.room(room);
    at = out.end();
  }

  /** RFC 4180: lines end with both, in the place of the last comma. */
  private void end() {
    line[at - 1] = '\r';
    line[at++] = '\n';
    out.keep(at);
  }

  private void cell(ColumnType type, Row row, int place) {
    byte[] source = row.bytes();
    int from = row.textFrom(place);
    int to = row.textTo(place);
    switch (type) {
      case STRING -> text(source, from, to);
      case DOUBLE -> decimal(row, place);
      case LONG, BOOLEAN, DATE -> copy(source, from, to);
      case TIMESTAMP -> {
        copy(source, from, to);
        if (to - from == DayText.SECONDS_LENGTH) {
          ascii(".000");
        }
      }
    }
  }

  /** An empty text is quoted, and so differs from an absent one. */
  private void text(byte[] source, int from, int to) {
    boolean plain = from < to;
    for (int i = from; i < to && plain; i++) {
      byte c = source[i];
      plain = c != '"' && c != ',' && c != '\n' && c != '\r';
    }
    if (plain) {
      copy(source, from, to);
      return;
    }
    line[at++] = '"';
    for (int i = from; i < to; i++) {
      if (source[i] == '"') {
        line[at++] = '"';
      }
      line[at++] = source[i];
    }
    line[at++] = '"';
  }

  /** Always with a decimal point and without exponent, so that a column has one type each day. */
  private void decimal(Row row, int place) {
    byte[] source = row.bytes();
    boolean point = false;
    for (int i = row.textFrom(place); i < row.textTo(place); i++) {
      point |= source[i] == '.';
      if ((source[i] | 0x20) == 'e') {
        String plain = new BigDecimal(Double.toString(row.real(place))).toPlainString();
        ascii(plain.indexOf('.') < 0 ? plain + ".0" : plain);
        return;
      }
    }
    copy(source, row.textFrom(place), row.textTo(place));
    if (!point) {
      ascii(".0");
    }
  }

  private void copy(byte[] source, int from, int to) {
    System.arraycopy(source, from, line, at, to - from);
    at += to - from;
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      line[at++] = (byte) text.charAt(i);
    }
  }

  @Override
  public long bufferedBytes() {
    return out.bufferedBytes();
  }

  @Override
  public ObjectBytes finish() throws IOException {
    return out.finish();
  }

  @Override
  public void close() {
    out.close();
  }
}
