package io.ticklake.bench.ingest;

import java.util.Locale;

/** What a page holds. */
enum PageKind {
  /** One day of the whole market: a request and a page for each day. */
  GROUPED(12_000),
  /** Minutes of one ticker: one request, the other pages by next_url. */
  RANGE(50_000);

  /** Rows of every page. */
  final int rows;

  PageKind(int rows) {
    this.rows = rows;
  }

  static PageKind of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** How many pages have the bars of so many grouped pages. */
  int pages(int grouped) {
    return Math.max(1, (int) ((long) grouped * GROUPED.rows / rows));
  }

  /** As options and tables name it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
