package io.ticklake.embedded.market;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The regular trading hours of one date (US Eastern): from {@code open}, up to but without {@code
 * close}.
 */
record Session(LocalDate date, Instant open, Instant close) {
  /** How many minute bars fit in: 390, on a half day 210. */
  int minutes() {
    return Math.toIntExact((close.getEpochSecond() - open.getEpochSecond()) / 60);
  }

  boolean endedBy(Instant now) {
    return !now.isBefore(close);
  }

  boolean includes(Instant now) {
    return !now.isBefore(open) && now.isBefore(close);
  }
}
