package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * JSON lines whose fields keep their types: a record that lacks a required column of the schema, or
 * has another type in one, is poison, for one such line makes a whole table fail. Fields that the
 * schema does not know are written like all others: the crawler makes columns of them.
 */
final class TypedLinesFormat implements Format {
  private final JsonLinesFormat lines;
  private final Schema schema;

  TypedLinesFormat(Schema schema, Codec codec) {
    this.lines = new JsonLinesFormat(codec, JsonNumbers.STRICT, schema.partition());
    this.schema = schema;
  }

  private TypedLinesFormat(JsonLinesFormat lines, Schema schema) {
    this.lines = lines;
    this.schema = schema;
  }

  @Override
  public String extension() {
    return lines.extension();
  }

  @Override
  public String contentType() {
    return lines.contentType();
  }

  @Override
  public ObjectEncoder open() {
    return new Encoder(lines.open(), new RowReader(schema, UnknownFields.written(schema)));
  }

  @Override
  public String description() {
    return lines.description() + ";schema=" + SchemaText.of(schema);
  }

  /** The format of a description of JSON lines that has a schema. */
  static TypedLinesFormat of(Description text) {
    return new TypedLinesFormat(JsonLinesFormat.of(text), SchemaText.read(text.get("schema")));
  }

  @Override
  public Optional<String> contradiction(String earlier) {
    return SchemaHistory.byName(earlier, schema);
  }

  @Override
  public long count(byte[] object) throws IOException {
    return lines.count(object);
  }

  private record Encoder(ObjectEncoder lines, RowReader types) implements ObjectEncoder {
    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      var unused = types.read(JsonBytes.valueOf(record));
      lines.append(record);
    }

    @Override
    public long bufferedBytes() {
      return lines.bufferedBytes();
    }

    @Override
    public ObjectBytes finish() throws IOException {
      return lines.finish();
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
