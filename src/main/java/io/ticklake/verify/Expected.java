package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;

/** An object that an entry names. */
record Expected(LedgerCopy.Claimed by, LedgerEntry.EntryObject object) {
  String key() {
    return object.key();
  }

  LedgerEntry entry() {
    return by.entry();
  }
}
