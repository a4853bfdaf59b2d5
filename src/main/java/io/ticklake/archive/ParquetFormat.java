package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Parquet with the columns and types of a schema, pages compressed with zstd. */
public final class ParquetFormat implements Format {
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

  /** Fields that were met and not written. */
  public UnknownFields unknownFields() {
    return unknown;
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
}
