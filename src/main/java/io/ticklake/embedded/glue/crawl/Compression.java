package io.ticklake.embedded.glue.crawl;

import java.util.Locale;

/**
 * What crawlers write under {@code compressionType}; of Parquet, whose pages are compressed inside,
 * {@code none}. Glue knows bzip2, LZ4, snappy and zip too; here they are unknown data.
 */
public enum Compression {
  NONE,
  GZIP;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
