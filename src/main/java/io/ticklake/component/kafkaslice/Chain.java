package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The entries of one partition of one topic id. It begins at offset 0 and has no hole, and grows at
 * its position only: creating the entry there is a compare-and-swap, whoever else tries.
 */
final class Chain {
  private final LedgerStore store;
  private final LedgerKeys keys;

  Chain(LedgerStore store, LedgerKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** How a claim went. */
  enum Claimed {
    /** The chain ends with this entry. */
    OWN,
    /** Another entry stands at the position. */
    FOREIGN
  }

  /**
   * The newest entry.
   *
   * @throws LedgerException when it cannot be understood: it is never guessed at
   */
  Optional<LedgerEntry> tail() throws IOException {
    List<String> newest = store.list(keys.prefix(), 1);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    LedgerEntry tail = read(newest.get(0));
    // Keys fall as offsets rise: an entry under another's key would hide those behind it.
    if (!keys.entry(tail.first()).equals(newest.get(0))) {
      throw new LedgerException(
          "Ledger entry '%s' says that it begins at offset %d, which is another key. Restore it, for example from the bucket's versions."
              .formatted(newest.get(0), tail.first()));
    }
    if (tail.durableBelow() < tail.first()) {
      throw new LedgerException(
          "Ledger entry '%s' was written with more than one slice under way, which this release cannot complete: run the release that wrote it."
              .formatted(newest.get(0)));
    }
    return Optional.of(tail);
  }

  /**
   * Extends the chain. After an exception the same entry is claimed again: only an answer to a
   * create settles it, for an earlier one may still be under way.
   */
  Claimed claim(LedgerEntry entry) throws IOException {
    String key = keys.entry(entry.first());
    if (store.create(key, entry.toJson())) {
      return Claimed.OWN;
    }
    return read(key).claim().equals(entry.claim()) ? Claimed.OWN : Claimed.FOREIGN;
  }

  private LedgerEntry read(String key) throws IOException {
    byte[] json =
        store
            .read(key)
            .orElseThrow(
                () ->
                    new LedgerException(
                        "Ledger entry '%s' was there a moment ago and is gone. Nobody may delete entries; restore it, for example from the bucket's versions."
                            .formatted(key)));
    return LedgerEntry.parse(key, json);
  }

  /** The keys of its entries. */
  LedgerKeys keys() {
    return keys;
  }
}
