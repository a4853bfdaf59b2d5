package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;

/** One entry of a chain, as far as it can be understood. */
sealed interface Link {
  /** The position at which its key says that it begins. */
  long first();

  /**
   * An entry that says what its key says.
   *
   * @param entry of this release's version
   */
  record Known(LedgerEntry entry) implements Link {
    @Override
    public long first() {
      return entry.first();
    }
  }

  /**
   * An entry whose end nobody knows.
   *
   * @param kind what is the matter
   */
  record Unknown(long first, Kind kind, String reason) implements Link {}
}
