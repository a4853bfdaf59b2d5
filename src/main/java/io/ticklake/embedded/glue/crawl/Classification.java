package io.ticklake.embedded.glue.crawl;

/** What crawlers write under {@code classification}. */
public enum Classification {
  JSON("json"),
  CSV("csv"),
  PARQUET("parquet"),
  UNKNOWN("UNKNOWN");

  private final String text;

  Classification(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
