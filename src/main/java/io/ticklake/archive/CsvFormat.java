package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * CSV as in RFC 4180, with a header; the columns of a schema, absent values empty. Doubles always
 * have a decimal point and no exponent, so that a column has one type each day.
 */
public final class CsvFormat implements Format {
  static final String KIND = "csv";

  private final Schema schema;
  private final Codec codec;
  private final UnknownFields unknown;

  public CsvFormat(Schema schema, Codec codec) {
    this.schema = schema;
    this.codec = codec;
    this.unknown = new UnknownFields(schema);
  }

  /** Fields that were met and not written. */
  public UnknownFields unknownFields() {
    return unknown;
  }

  @Override
  public String extension() {
    return "csv" + codec.suffix();
  }

  @Override
  public String contentType() {
    return codec.contentType("text/csv");
  }

  @Override
  public ObjectEncoder open() {
    try {
      return new Encoder();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a CSV header in memory", e);
    }
  }

  @Override
  public String description() {
    return Description.line(KIND, "codec=" + codec.text(), "schema=" + SchemaText.of(schema));
  }

  /** The format of a description of this kind. */
  static CsvFormat of(Description text) {
    return new CsvFormat(SchemaText.read(text.get("schema")), Codec.of(text.get("codec")));
  }

  @Override
  public long count(byte[] object) throws IOException {
    try (InputStream plain = codec.read(object)) {
      return new CsvObject(schema).count(plain);
    }
  }

  private final class Encoder implements ObjectEncoder {
    private final CompressedText text = new CompressedText(codec);
    private final RowReader reader = new RowReader(schema, unknown);
    private final CSVPrinter printer =
        new CSVPrinter(
            new OutputStreamWriter(text.stream(), StandardCharsets.UTF_8), CSVFormat.RFC4180);

    Encoder() throws IOException {
      printer.printRecord(schema.columns().stream().map(Schema.Column::name).toList());
    }

    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      Row row = reader.read(JsonBytes.valueOf(record));
      try {
        for (int i = 0; i < schema.columns().size(); i++) {
          printer.print(row.has(i) ? cell(schema.columns().get(i).type(), row, i) : null);
        }
        printer.println();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write CSV in memory", e);
      }
    }

    @Override
    public long bufferedBytes() {
      return text.bufferedBytes();
    }

    @Override
    public byte[] finish() throws IOException {
      printer.flush();
      return text.finish();
    }

    @Override
    public void close() {
      text.close();
    }
  }

  private static String cell(ColumnType type, Row row, int place) {
    return switch (type) {
      case STRING -> row.text(place);
      case DOUBLE -> decimal(row.real(place));
      case LONG -> Long.toString(row.number(place));
      case BOOLEAN -> row.number(place) == 1 ? "true" : "false";
      case TIMESTAMP -> CalendarText.time(row.number(place));
      case DATE -> CalendarText.day(row.number(place));
    };
  }

  private static String decimal(double value) {
    String text = Double.toString(value);
    if (text.indexOf('E') < 0) {
      return text;
    }
    String plain = new BigDecimal(text).toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }
}
