package io.ticklake.ingest.feed;

import io.ticklake.model.Bar;
import io.ticklake.model.Timespan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed came, and what it may have missed while it was not connected. Gaps that are not
 * filled when the next one opens become one. Safe for several threads: one lock, this object's.
 */
final class FeedProgress {
  // So long the market corrects a bar; what it corrected while nobody listened was missed, too.
  private static final Duration CORRECTIONS = Duration.ofMinutes(15);
  // All US stocks and funds are some 12,000.
  private static final int MOST_TICKERS = 20_000;

  private final Set<String> tickers = new TreeSet<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final boolean onlyNamed;
  private @Nullable Instant newest;
  private @Nullable Instant gapFrom;
  private @Nullable Instant gapTo;
  private long resumedNanos;

  /**
   * @param mark of an earlier process
   */
  FeedProgress(Subscription subscription, Optional<FeedMark> mark) {
    onlyNamed = !subscription.tickers().isEmpty();
    tickers.addAll(subscription.tickers());
    if (mark.isPresent()) {
      newest = mark.get().newest();
      if (!onlyNamed) {
        tickers.addAll(mark.get().tickers());
      }
    }
  }

  /**
   * Bars came that are not on Kafka yet. From its first bar on no minute of a ticker may be missed,
   * so it has to be written down before that bar is published.
   *
   * @return whether there is something to write down
   */
  synchronized boolean begins(List<Bar> bars) {
    boolean begins = false;
    for (Bar bar : bars) {
      if (bar.timespan() == Timespan.MINUTE) {
        if (newest == null) {
          newest = bar.timestamp();
          begins = true;
        }
        if (!onlyNamed && tickers.size() < MOST_TICKERS) {
          begins |= tickers.add(bar.ticker());
        }
      }
    }
    return begins;
  }

  /** Kafka has these bars. */
  synchronized void published(List<Bar> bars) {
    for (Bar bar : bars) {
      boolean isNewest = newest == null || bar.timestamp().isAfter(newest);
      if (bar.timespan() == Timespan.MINUTE && isNewest) {
        newest = bar.timestamp();
      }
    }
  }

  /**
   * From now on the feed is told again: what came before is missing since the newest bar.
   *
   * @return for how many tickers
   */
  synchronized int resumed(Instant now) {
    if (newest == null || !newest.isBefore(now)) {
      return 0;
    }
    if (gapFrom == null) {
      gapFrom = newest.minus(CORRECTIONS);
    }
    gapTo = now;
    resumedNanos = System.nanoTime();
    open.addAll(tickers);
    return open.size();
  }

  /**
   * A gap to fill next.
   *
   * @param settle how long the feed must have been told again
   */
  synchronized Optional<Gap> gap(Duration settle) {
    boolean fresh = System.nanoTime() - resumedNanos < settle.toNanos();
    if (fresh || open.isEmpty() || gapFrom == null || gapTo == null) {
      return Optional.empty();
    }
    return Optional.of(new Gap(open.iterator().next(), gapFrom, gapTo));
  }

  /** A gap is filled, unless it has grown meanwhile. */
  synchronized void filled(Gap gap) {
    if (gap.to().equals(gapTo)) {
      open.remove(gap.ticker());
    }
    if (open.isEmpty()) {
      gapFrom = null;
      gapTo = null;
    }
  }

  /** Of how many tickers minutes are missing. */
  synchronized int missing() {
    return open.size();
  }

  /** What to write down: a gap that is not filled begins again at the next start. */
  synchronized Optional<FeedMark> mark() {
    if (newest == null) {
      return Optional.empty();
    }
    Instant from = gapFrom == null ? newest : gapFrom.plus(CORRECTIONS);
    return Optional.of(
        new FeedMark(from.isBefore(newest) ? from : newest, new ArrayList<>(tickers)));
  }
}
