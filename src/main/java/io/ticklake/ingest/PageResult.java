package io.ticklake.ingest;

import java.util.List;

/** What of a page is on Kafka. */
interface PageResult {
  MarketPage page();

  /** How many of its rows were published, being news. */
  int published();

  /** The rows that were news and went to the dead letter. */
  List<UnreadableRow> unreadable();
}
