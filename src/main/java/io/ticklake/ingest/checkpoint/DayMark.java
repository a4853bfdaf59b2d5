package io.ticklake.ingest.checkpoint;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That rows of a day are on Kafka, all of them acknowledged.
 *
 * @param at when the day was fetched; null as long as only some of its pages were
 * @param rows how many the market had, unreadable ones included
 */
public record DayMark(@Nullable Instant at, int rows, Fingerprints fingerprints) {
  /** Whether it was fetched after the day: bars still change on the day itself. */
  public boolean isFinal(LocalDate day) {
    return at != null && TradingDays.dateOf(at).isAfter(day);
  }
}
