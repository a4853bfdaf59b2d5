package io.ticklake.verify;

import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads every object of an entry back whole, and compares it with the topic as far as that goes. An
 * entry at a time; a few of them at once, within a bound of heap.
 */
final class DeepAudit {
  private final Lake lake;
  private final SecondLook look;
  private final ReadBack readBack;
  private final Optional<Comparison> comparison;
  private final HeapGate heap;
  private final Findings findings;
  private final Tally tally;

  /**
   * Compares if there is something to compare with.
   *
   * @param look judges what the store says of an object
   */
  DeepAudit(
      Lake lake,
      SecondLook look,
      FormatResolver formats,
      Optional<Comparison> comparison,
      Findings findings,
      Tally tally) {
    this.lake = lake;
    this.look = look;
    this.readBack = new ReadBack(formats);
    this.comparison = comparison;
    this.heap = new HeapGate();
    this.findings = findings;
    this.tally = tally;
  }

  void at(LedgerCopy.Claimed entry) throws IOException {
    if (!readBack.knows(entry.entry())) {
      return;
    }
    long bytes = entry.entry().objects().stream().mapToLong(LedgerEntry.EntryObject::bytes).sum();
    try (HeapGate.Pass pass = heap.enter(bytes)) {
      Optional<Encoded> encoded =
          comparison.isPresent() ? comparison.get().encode(entry) : Optional.empty();
      for (LedgerEntry.EntryObject object : entry.entry().objects()) {
        at(new Expected(entry, object), encoded);
      }
    }
  }

  private void at(Expected object, Optional<Encoded> encoded) throws IOException {
    // Already told, or not there yet.
    if (findings.areAbout(object.key())) {
      return;
    }
    Optional<Lake.Whole> whole = lake.read(object.key());
    if (whole.isEmpty()) {
      look.absent(object);
      return;
    }
    if (!look.isAsClaimed(object, whole.get().stored())) {
      return;
    }
    Optional<String> damage = readBack.of(object, whole.get().bytes());
    if (damage.isPresent()) {
      findings.add(Kind.OBJECT_DAMAGED, object.by().chain().keys(), object.key(), damage.get());
      return;
    }
    tally.readBack(object);
    if (encoded.isPresent() && encoded.get().agrees(object, whole.get().bytes())) {
      tally.compared(object);
    }
  }
}
