package io.ticklake.archive;

/** Types that JSON, CSV, Parquet, Glue and Athena read alike. */
public enum ColumnType {
  /** JSON text. */
  STRING,
  /** Any finite JSON number. */
  DOUBLE,
  /** A whole JSON number of 64 bits, never written with a decimal point. */
  LONG,
  BOOLEAN,
  /** Text {@code yyyy-MM-dd HH:mm:ss.SSS}, UTC; the fraction may be absent. */
  TIMESTAMP,
  /** Text {@code yyyy-MM-dd}. */
  DATE
}
