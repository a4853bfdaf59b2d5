package io.ticklake.ingest.feed;

import io.ticklake.model.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of the bars that were published last. The market sends a bar again for a quarter of an
 * hour when late trades change it; one that it sends without a change is not published again.
 * Bounded by time and number. For one thread.
 */
final class Recent {
  // The vendor's quarter of an hour, and some minutes of delay.
  private static final Duration KEPT = Duration.ofMinutes(20);
  // Some 60 MB at most: twenty minutes of all 12,000 tickers need half of it.
  private static final int MOST = 500_000;

  private final TreeMap<Instant, Map<String, Long>> byTime = new TreeMap<>();
  private int size;

  /** What a bar is beside those before it. */
  enum News {
    /** None of its ticker and time came lately. */
    NEW,
    /** One came, with other values. */
    CORRECTION,
    /** The same one came. */
    NONE
  }

  /** Takes a bar. */
  News take(Bar bar) {
    Map<String, Long> ofTime = byTime.computeIfAbsent(bar.timestamp(), time -> new HashMap<>());
    Long before = ofTime.put(bar.timespan() + bar.ticker(), values(bar));
    if (before == null) {
      size++;
      forget();
    }
    if (before == null) {
      return News.NEW;
    }
    return before == values(bar) ? News.NONE : News.CORRECTION;
  }

  private void forget() {
    Instant oldest = byTime.lastKey().minus(KEPT);
    while (!byTime.isEmpty() && (size > MOST || byTime.firstKey().isBefore(oldest))) {
      size -= byTime.pollFirstEntry().getValue().size();
    }
  }

  private static long values(Bar bar) {
    long hash = bar.otc() == null ? 1 : bar.otc().hashCode();
    double vwap = bar.vwap() == null ? Double.NaN : bar.vwap();
    double[] values = {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), vwap};
    for (double value : values) {
      // The multiplier of SplitMix64: neighbouring prices get far apart.
      hash = (hash ^ Double.doubleToLongBits(value)) * 0xBF58476D1CE4E5B9L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
