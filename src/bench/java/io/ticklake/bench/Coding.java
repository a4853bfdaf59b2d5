package io.ticklake.bench;

/** What the objects of a run are: the same bytes from every contender that is able to. */
public enum Coding {
  NONE("json lines, plain"),
  GZIP_1("json lines, gzip 1"),
  GZIP_6("json lines, gzip 6"),
  ZSTD_1("json lines, zstd 1"),
  PARQUET_ZSTD("parquet, zstd 3");

  private final String title;

  Coding(String title) {
    this.title = title;
  }

  /** As tables show it. */
  public String title() {
    return title;
  }

  /** File name extension, without the leading dot. */
  public String extension() {
    return switch (this) {
      case NONE -> "jsonl";
      case GZIP_1, GZIP_6 -> "jsonl.gz";
      case ZSTD_1 -> "jsonl.zst";
      case PARQUET_ZSTD -> "parquet";
    };
  }
}
