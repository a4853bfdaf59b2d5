package io.ticklake.ingest.feed;

import java.time.Instant;
import java.util.List;

/**
 * How far the feed came: every minute bar that was told before is on Kafka.
 *
 * @param newest start of the newest minute bar
 * @param tickers that bars came of
 */
public record FeedMark(Instant newest, List<String> tickers) {
  public FeedMark {
    tickers = List.copyOf(tickers);
  }
}
