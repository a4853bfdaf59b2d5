package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.TradingDays;
import java.time.Instant;
import java.time.LocalDate;

/** Which days are wanted at a point in time; both ends inclusive, US Eastern. */
record Span(LocalDate first, LocalDate last) {
  /** How a source finds its span. */
  @FunctionalInterface
  interface Rule {
    Span at(Instant now);
  }

  /** From so many calendar days before today to the last session that has ended. */
  static Rule lookback(int days) {
    return now -> new Span(TradingDays.dateOf(now).minusDays(days), TradingDays.lastEnded(now));
  }

  /** The weekday before today. */
  static Rule previousDay() {
    return now -> {
      LocalDate day = TradingDays.dateOf(now).minusDays(1);
      while (!TradingDays.isTradingDay(day)) {
        day = day.minusDays(1);
      }
      return new Span(day, day);
    };
  }

  /** Fixed days, as far as their sessions have ended. */
  static Rule between(LocalDate first, LocalDate last) {
    return now -> {
      LocalDate ended = TradingDays.lastEnded(now);
      return new Span(first, last.isBefore(ended) ? last : ended);
    };
  }
}
