package io.ticklake.bench;

import io.ticklake.archive.Codec;
import io.ticklake.archive.JsonLinesFormat;
import io.ticklake.archive.JsonNumbers;
import io.ticklake.archive.ParquetFormat;
import io.ticklake.archive.Schema;
import io.ticklake.component.kafkaslice.Format;

/** Ticklake's own formats for each coding. */
public final class BenchFormats {
  private static final int PARQUET_LEVEL = 3;

  private BenchFormats() {}

  /** The format that a route would name. */
  public static Format of(Coding coding) {
    return switch (coding) {
      case NONE -> new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT);
      case GZIP_1 -> new JsonLinesFormat(new Codec.Gzip(1), JsonNumbers.STRICT);
      case GZIP_6 -> new JsonLinesFormat(new Codec.Gzip(6), JsonNumbers.STRICT);
      case ZSTD_1 -> new JsonLinesFormat(new Codec.Zstd(1), JsonNumbers.STRICT);
      case PARQUET_ZSTD -> new ParquetFormat(Schema.read("schemas/bars.json"), PARQUET_LEVEL);
    };
  }
}
