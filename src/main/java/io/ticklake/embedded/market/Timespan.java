package io.ticklake.embedded.market;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The units of range bars. Bars of seconds exist in the API, but not in this market's plan. */
enum Timespan {
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR;

  /**
   * Reads a path's word.
   *
   * @throws Refusal 403 for {@code second}; 400 for a word that is no timespan
   */
  static Timespan parse(String word) {
    if (word.equals("second")) {
      throw Refusal.notInPlan();
    }
    return Arrays.stream(values())
        .filter(span -> span.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest("'timespan' is none of second, " + words()));
  }

  /** Whether bars are made of minute bars; the others are made of daily bars. */
  boolean isIntraday() {
    return this == MINUTE || this == HOUR;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String words() {
    return Arrays.stream(values()).map(Timespan::word).collect(Collectors.joining(", "));
  }
}
