package io.ticklake.verify;

import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Follows chains from offset 0: no hole, no overlap, entries that make sense. */
final class ChainAudit {
  private final Lake lake;
  private final FormatResolver formats;
  private final Findings findings;
  private final Map<String, String> claims = new HashMap<>();
  private final Set<String> formatsTold = new HashSet<>();

  ChainAudit(Lake lake, FormatResolver formats, Findings findings) {
    this.lake = lake;
    this.formats = formats;
    this.findings = findings;
  }

  void follow(ChainCopy chain) throws IOException {
    LedgerKeys keys = chain.keys();
    long position = 0;
    long poison = 0;
    boolean known = true;
    for (Link link : chain.links()) {
      String key = keys.entry(link.first());
      if (known && link.first() > position) {
        hole(keys, position, link.first() - 1);
      } else if (link.first() < position) {
        findings.add(
            Kind.OVERLAP,
            keys,
            key,
            "it begins at offset %d, and entries before it reach up to %d"
                .formatted(link.first(), position - 1));
      }
      if (link instanceof Link.Known good) {
        check(keys, key, good.entry());
        position = Math.max(position, good.entry().next());
        poison += good.entry().poison().size();
        known = true;
      } else if (link instanceof Link.Unknown bad) {
        findings.add(
            bad.kind(), keys, key, "of offset %d on: %s".formatted(bad.first(), bad.reason()));
        known = false;
      }
    }
    if (poison > 0) {
      findings.add(Kind.POISON, keys, "", "%,d records".formatted(poison));
    }
  }

  private void hole(LedgerKeys keys, long first, long last) throws IOException {
    // Listings do not lie, but this is said to people who may stop an archive for it.
    if (lake.head(keys.entry(first)).isEmpty()) {
      findings.add(
          Kind.HOLE,
          keys,
          keys.entry(first),
          "offsets %d..%d have no entry".formatted(first, last));
    }
  }

  private void check(LedgerKeys keys, String key, LedgerEntry entry) {
    String other = claims.putIfAbsent(entry.claim(), key);
    if (other != null) {
      findings.add(
          Kind.CLAIM_TWICE, keys, key, "claim %s is also in %s".formatted(entry.claim(), other));
    }
    long inObjects = entry.objects().stream().mapToLong(LedgerEntry.EntryObject::count).sum();
    long offsets = entry.next() - entry.first();
    if (inObjects != entry.count() || entry.count() + entry.poison().size() > offsets) {
      findings.add(
          Kind.ENTRY_COUNTS,
          keys,
          key,
          "%,d offsets, %,d records, %,d of them in its objects, %,d in the dead-letter topic"
              .formatted(offsets, entry.count(), inObjects, entry.poison().size()));
    }
    if (entry.kind() == LedgerEntry.Kind.DATA) {
      checkFormat(keys, key, Objects.requireNonNull(entry.layout()).format());
    } else {
      skip(keys, key, entry);
    }
  }

  private void checkFormat(LedgerKeys keys, String key, String format) {
    try {
      formats.of(format);
    } catch (IllegalArgumentException e) {
      if (formatsTold.add(format)) {
        findings.add(Kind.FORMAT_UNKNOWN, keys, key, String.valueOf(e.getMessage()));
      }
    }
  }

  private void skip(LedgerKeys keys, String key, LedgerEntry entry) {
    Kind kind =
        switch (Objects.requireNonNull(entry.reason())) {
          case START -> Kind.BEFORE_START;
          case RETENTION -> Kind.SKIPPED_BY_RETENTION;
          case OPERATOR -> Kind.SKIPPED_BY_OPERATOR;
        };
    findings.add(
        kind,
        keys,
        key,
        "offsets %d..%d, at %s".formatted(entry.first(), entry.last(), entry.sealedAt()));
  }

  /** The claim ids of all entries so far. */
  Set<String> claims() {
    return claims.keySet();
  }
}
