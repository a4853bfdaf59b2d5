package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * CSV as in RFC 4180, with a header; the columns of a schema. An absent value is an empty cell, an
 * empty text a quoted one. Doubles have the record's digits, always a decimal point and no
 * exponent, so that a column has one type each day.
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

  @Override
  public Map<String, Long> unknownFields() {
    return unknown.counts();
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
    return new CsvEncoder(schema, codec, new RowReader(schema, unknown));
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
  public Optional<String> contradiction(String earlier) {
    return SchemaHistory.byPlace(earlier, schema);
  }

  @Override
  public long count(byte[] object) throws IOException {
    try (InputStream plain = codec.read(object)) {
      return new CsvObject(schema).count(plain);
    }
  }
}
