package io.ticklake.model;

import java.util.Locale;

/** How long a bar lasts. */
public enum Timespan {
  SECOND,
  MINUTE,
  DAY;

  // Asked for with every bar.
  private final String text = name().toLowerCase(Locale.ROOT);

  /** As it stands in JSON, headers and keys: {@code day}. */
  public String text() {
    return text;
  }
}
