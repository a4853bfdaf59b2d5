package io.ticklake.embedded.glue.crawl;

/**
 * How a CSV object is written.
 *
 * @param delimiter between cells; 0 of other formats
 * @param header whether the first row holds the names
 */
public record CsvShape(char delimiter, boolean header) {
  /** Of formats that are not CSV. */
  public static final CsvShape NONE = new CsvShape('\0', false);
}
