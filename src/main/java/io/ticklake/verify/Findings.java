package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what was found. Shared between threads. */
final class Findings {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::kind)
          .thenComparing(finding -> finding.chain().map(LedgerKeys::prefix).orElse(""))
          .thenComparing(Finding::key)
          .thenComparing(Finding::detail);

  // A second look may find the same again.
  private final Set<Finding> all = new HashSet<>();
  private final Set<String> faulty = new HashSet<>();

  void add(Kind kind, LedgerKeys chain, String key, String detail) {
    add(kind, Optional.of(chain), key, detail);
  }

  /** About something that may belong to no chain. */
  synchronized void add(Kind kind, Optional<LedgerKeys> chain, String key, String detail) {
    all.add(new Finding(kind, chain, key, detail));
    if (kind.severity() != Severity.NOTE && !key.isEmpty()) {
      faulty.add(key);
    }
  }

  /** Whether something worse than a note was found of this key. */
  synchronized boolean areAbout(String key) {
    return faulty.contains(key);
  }

  /** The gravest first; no notes of what has turned out to be worse. */
  synchronized List<Finding> sorted() {
    return all.stream()
        .filter(each -> each.kind().severity() != Severity.NOTE || !faulty.contains(each.key()))
        .sorted(ORDER)
        .toList();
  }
}
