package io.ticklake.ingest.feed;

import io.ticklake.model.Bar;
import java.util.List;

/**
 * A message of the market, read.
 *
 * @param unknown how many events are of kinds that nobody asked for
 */
record Frame(
    List<FeedStatus> statuses, List<Bar> bars, List<UnreadableEvent> unreadable, int unknown) {
  Frame {
    statuses = List.copyOf(statuses);
    bars = List.copyOf(bars);
    unreadable = List.copyOf(unreadable);
  }

  /** Whether there is anything in it but messages about the connection. */
  boolean hasEvents() {
    return !bars.isEmpty() || !unreadable.isEmpty() || unknown > 0;
  }
}
