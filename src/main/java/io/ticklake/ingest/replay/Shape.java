package io.ticklake.ingest.replay;

import java.util.Locale;

/** What becomes of a row on Kafka. */
public enum Shape {
  /** A bar as the contract has it. */
  BARS,
  /** Its columns under their own names, numbers and dates typed. */
  ROWS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
