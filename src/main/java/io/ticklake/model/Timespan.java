package io.ticklake.model;

import java.util.Locale;

/** How long a bar lasts. */
public enum Timespan {
  SECOND,
  MINUTE,
  DAY;

  /** As it stands in JSON, headers and keys: {@code day}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
