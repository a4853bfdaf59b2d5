package io.ticklake.faults;

import java.time.Duration;

/**
 * How long a scenario goes on. The short form is part of every build; the long one is asked for
 * with {@code -Pfaults}.
 */
enum Form {
  SHORT,
  LONG;

  /** The form of this run. */
  static Form current() {
    return "long".equals(System.getProperty("ticklake.faults.form")) ? LONG : SHORT;
  }

  int pick(int inShort, int inLong) {
    return this == LONG ? inLong : inShort;
  }

  Duration seconds(int inShort, int inLong) {
    return Duration.ofSeconds(pick(inShort, inLong));
  }

  /** The seed of this run: given with -Dticklake.faults.seed, or new. */
  static long seed() {
    Long given = Long.getLong("ticklake.faults.seed");
    return given == null ? System.currentTimeMillis() % 1_000_000_007 : given;
  }
}
