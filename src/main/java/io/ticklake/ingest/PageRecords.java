package io.ticklake.ingest;

import java.util.List;
import org.apache.camel.Message;

/**
 * What one page becomes on Kafka.
 *
 * @param digest of the rows, whatever their order; equal digests mean nothing changed
 * @param bars a message each, with key and headers
 */
record PageRecords(
    MarketPage page, String digest, List<Message> bars, List<UnreadableRow> unreadable) {
  PageRecords {
    bars = List.copyOf(bars);
    unreadable = List.copyOf(unreadable);
  }

  int rows() {
    return bars.size() + unreadable.size();
  }

  /** Key of the page itself: where it came from. */
  public String rawKey() {
    return page.request().source() + "|" + page.path();
  }

  /** The page as received, in its envelope. */
  public String raw() {
    return RawPageJson.write(page);
  }
}
