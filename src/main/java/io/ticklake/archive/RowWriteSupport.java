package io.ticklake.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells Parquet the columns of a schema and hands it rows. */
final class RowWriteSupport extends WriteSupport<Row> {
  private final List<Schema.Column> columns;
  private final MessageType type;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(Schema schema) {
    this.columns = schema.columns();
    this.type = type(schema);
  }

  /** The columns as Parquet describes them. */
  static MessageType type(Schema schema) {
    List<Type> types = new ArrayList<>();
    schema.columns().forEach(column -> types.add(type(column)));
    return new MessageType(schema.name(), types);
  }

  // Abstract still, though deprecated.
  @SuppressWarnings("deprecation")
  @Override
  public WriteContext init(org.apache.hadoop.conf.Configuration conf) {
    throw new UnsupportedOperationException("Hadoop is not there");
  }

  @Override
  public WriteContext init(ParquetConfiguration conf) {
    return new WriteContext(type, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer out = Objects.requireNonNull(consumer, "prepareForWrite comes first");
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      if (row.has(i)) {
        out.startField(columns.get(i).name(), i);
        add(out, row, i);
        out.endField(columns.get(i).name(), i);
      }
    }
    out.endMessage();
  }

  private void add(RecordConsumer out, Row row, int place) {
    switch (columns.get(place).type()) {
      case STRING -> out.addBinary(text(row, place));
      case DOUBLE -> out.addDouble(row.real(place));
      case LONG, TIMESTAMP -> out.addLong(row.number(place));
      case BOOLEAN -> out.addBoolean(row.number(place) == 1);
      case DATE -> out.addInteger((int) row.number(place));
    }
  }

  /** Parquet copies what it keeps of it. */
  private static Binary text(Row row, int place) {
    int from = row.textFrom(place);
    return Binary.fromReusedByteArray(row.bytes(), from, row.textTo(place) - from);
  }

  private static PrimitiveType type(Schema.Column column) {
    Repetition repetition = column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    Types.PrimitiveBuilder<PrimitiveType> builder =
        switch (column.type()) {
          case STRING ->
              Types.primitive(PrimitiveTypeName.BINARY, repetition)
                  .as(LogicalTypeAnnotation.stringType());
          case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
          case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition);
          case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
          // Not adjusted to UTC: DuckDB and Athena then read a TIMESTAMP without a zone.
          case TIMESTAMP ->
              Types.primitive(PrimitiveTypeName.INT64, repetition)
                  .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS));
          case DATE ->
              Types.primitive(PrimitiveTypeName.INT32, repetition)
                  .as(LogicalTypeAnnotation.dateType());
        };
    return builder.named(column.name());
  }
}
