package io.ticklake.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerException;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The entries of one archive or of all, read by listing. A second {@link #refresh} reads only what
 * has come since: entries never change. A listing shows the newest entries first, and a chain grows
 * at that end only, so that it never shows a hole which is none.
 */
final class LedgerCopy {
  private static final JsonMapper JSON = new JsonMapper();

  // A start check leaves one in each archive; it says nothing.
  private static final String PROBE = "/_probe.json";

  private final Lake lake;
  private final String prefix;
  private final Workers workers;
  private final Map<LedgerKeys, ChainCopy> chains =
      new TreeMap<>(Comparator.comparing(LedgerKeys::prefix));
  private final Map<LedgerEntry.EntryLayout, LedgerEntry.EntryLayout> layouts = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> foreign = new TreeSet<>();

  /** Of this archive, or of all. */
  LedgerCopy(Lake lake, Optional<String> archive, Workers workers) {
    this.lake = lake;
    this.prefix = LedgerKeys.ROOT + archive.map(name -> name + "/").orElse("");
    this.workers = workers;
  }

  /**
   * Reads what is new.
   *
   * @return the entries that were read now
   */
  List<Claimed> refresh(Progress progress) throws IOException {
    List<String> added = new ArrayList<>();
    lake.list(
        prefix,
        (key, bytes) -> {
          if (!key.endsWith(PROBE) && !known.contains(key)) {
            added.add(key);
          }
        });
    progress.begin("entries", added.size());
    List<Claimed> read = new ArrayList<>();
    workers.each(added, key -> read(key, read), progress);
    return read;
  }

  private void read(String key, List<Claimed> read) throws IOException {
    Optional<EntryKey> parsed = EntryKey.parse(key);
    Optional<Lake.Whole> whole = parsed.isPresent() ? lake.read(key) : Optional.empty();
    synchronized (this) {
      known.add(key);
      if (parsed.isEmpty()) {
        foreign.add(key);
      } else if (whole.isPresent()) {
        // Else it was removed since it was listed: what is left is a hole.
        Link link = link(parsed.get(), key, whole.get().bytes());
        ChainCopy chain = chains.computeIfAbsent(parsed.get().chain(), ChainCopy::new);
        chain.put(link);
        if (link instanceof Link.Known good) {
          read.add(new Claimed(chain, good.entry()));
        }
      }
    }
  }

  private Link link(EntryKey at, String key, byte[] json) {
    try {
      LedgerEntry entry = LedgerEntry.parse(key, json);
      if (entry.first() == at.first()) {
        return new Link.Known(withSharedLayout(entry));
      }
      return new Link.Unknown(
          at.first(),
          Kind.ENTRY_DAMAGED,
          "its key is that of offset %d, and it says %d".formatted(at.first(), entry.first()));
    } catch (LedgerException e) {
      Kind kind = isNewer(json) ? Kind.ENTRY_NEWER : Kind.ENTRY_DAMAGED;
      return new Link.Unknown(at.first(), kind, reason(e));
    }
  }

  private static String reason(LedgerException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private static boolean isNewer(byte[] json) {
    try {
      return JSON.readTree(json).path("v").asInt() > LedgerEntry.VERSION;
    } catch (IOException e) {
      return false; // no JSON at all: damaged, which is what the caller makes of it
    }
  }

  /** Every entry repeats its layout, which is longer than the rest of it. */
  private LedgerEntry withSharedLayout(LedgerEntry entry) {
    if (entry.layout() == null) {
      return entry;
    }
    return new LedgerEntry(
        entry.v(),
        entry.kind(),
        entry.first(),
        entry.last(),
        entry.count(),
        entry.claim(),
        entry.sealedAt(),
        layouts.computeIfAbsent(entry.layout(), layout -> layout),
        entry.durableBelow(),
        entry.closed(),
        entry.objects(),
        entry.poison(),
        entry.reason());
  }

  Collection<ChainCopy> chains() {
    return chains.values();
  }

  Optional<ChainCopy> chain(LedgerKeys keys) {
    return Optional.ofNullable(chains.get(keys));
  }

  /** Keys below the ledger that are none of an entry. */
  Set<String> foreignKeys() {
    return foreign;
  }

  /** All layouts that any entry has. */
  Set<LedgerEntry.EntryLayout> layouts() {
    return layouts.keySet();
  }

  /**
   * An entry with its chain.
   *
   * @param entry of kind data or skip
   */
  record Claimed(ChainCopy chain, LedgerEntry entry) {
    String key() {
      return chain.keys().entry(entry.first());
    }

    boolean isData() {
      return entry.kind() == LedgerEntry.Kind.DATA;
    }
  }
}
