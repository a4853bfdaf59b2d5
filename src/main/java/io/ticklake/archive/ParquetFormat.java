package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Parquet with the columns and types of a schema, pages compressed with zstd. */
public final class ParquetFormat implements Format {
  static final String KIND = "parquet";

  private final Schema schema;
  private final int level;
  private final UnknownFields unknown;

  /**
   * @param level of zstd, 1 to 19; 3 is its usual one
   */
  public ParquetFormat(Schema schema, int level) {
    this.schema = schema;
    this.level = level;
    this.unknown = new UnknownFields(schema);
  }

  @Override
  public Map<String, Long> unknownFields() {
    return unknown.counts();
  }

  @Override
  public String extension() {
    return "parquet";
  }

  @Override
  public String contentType() {
    return "application/vnd.apache.parquet";
  }

  @Override
  public ObjectEncoder open() {
    try {
      return new ParquetEncoder(schema, level, new RowReader(schema, unknown));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot begin a Parquet object in memory", e);
    }
  }

  @Override
  public String description() {
    return Description.line(
        KIND, "codec=" + new Codec.Zstd(level).text(), "schema=" + SchemaText.of(schema));
  }

  /** The format of a description of this kind. */
  static ParquetFormat of(Description text) {
    if (Codec.of(text.get("codec")) instanceof Codec.Zstd zstd) {
      return new ParquetFormat(SchemaText.read(text.get("schema")), zstd.level());
    }
    throw new IllegalArgumentException("pages are '" + text.get("codec") + "', expected zstd");
  }

  @Override
  public Optional<String> contradiction(String earlier) {
    return SchemaHistory.byName(earlier, schema);
  }

  @Override
  public long count(byte[] object) throws IOException {
    return new ParquetObject(object).count(RowWriteSupport.type(schema));
  }
}
