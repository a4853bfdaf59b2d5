package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A chain as it was read, by position. Confined to the thread of the audit once it is read. */
final class ChainCopy {
  private final LedgerKeys keys;
  private final NavigableMap<Long, Link> links = new TreeMap<>();

  ChainCopy(LedgerKeys keys) {
    this.keys = keys;
  }

  void put(Link link) {
    links.put(link.first(), link);
  }

  LedgerKeys keys() {
    return keys;
  }

  Collection<Link> links() {
    return links.values();
  }

  /** The entry of the highest offsets that begins at or below this one. */
  Optional<Link> at(long offset) {
    return Optional.ofNullable(links.floorEntry(offset)).map(java.util.Map.Entry::getValue);
  }

  boolean hasLaterThan(LedgerEntry entry) {
    return links.higherKey(entry.first()) != null;
  }

  /** Where the chain goes on; nothing if its newest entry cannot be understood. */
  OptionalLong position() {
    return links.isEmpty() || !(links.lastEntry().getValue() instanceof Link.Known tail)
        ? OptionalLong.empty()
        : OptionalLong.of(tail.entry().next());
  }
}
