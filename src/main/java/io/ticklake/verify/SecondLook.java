package io.ticklake.verify;

import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.util.Optional;

/** Looks for one object that the listing did not show as the ledger says, and judges. */
final class SecondLook {
  private final Lake lake;
  private final FormatResolver formats;
  private final Evidence evidence;
  private final Findings findings;

  SecondLook(Lake lake, FormatResolver formats, Evidence evidence, Findings findings) {
    this.lake = lake;
    this.formats = formats;
    this.evidence = evidence;
    this.findings = findings;
  }

  void at(Expected object) throws IOException {
    Optional<Lake.Stored> stored = lake.head(object.key());
    if (stored.isEmpty()) {
      absent(object);
    } else if (isAsClaimed(object, stored.get())
        && stored.get().bytes() != object.object().bytes()) {
      readBack(object);
    }
  }

  /** Nothing is there: missing, or still to come. */
  void absent(Expected object) {
    LedgerKeys chain = object.by().chain().keys();
    String what =
        "%,d records of offsets %d..%d"
            .formatted(object.object().count(), object.entry().first(), object.entry().last());
    if (evidence.isComplete(object.by())) {
      findings.add(Kind.OBJECT_MISSING, chain, object.key(), what);
    } else if (evidence.isOfOldTopic(chain) && evidence.isLongAgo(object.entry())) {
      findings.add(Kind.OLD_TAIL_INCOMPLETE, chain, object.key(), what);
    } else {
      findings.add(
          Kind.TAIL_UNFINISHED,
          chain,
          object.key(),
          what + ", claimed at " + object.entry().sealedAt());
    }
  }

  /** Whether the object is the one of the claim, with all its records as far as it says so. */
  boolean isAsClaimed(Expected object, Lake.Stored stored) {
    LedgerKeys chain = object.by().chain().keys();
    if (!stored.claim().equals(Optional.of(object.entry().claim()))) {
      findings.add(
          Kind.OBJECT_CLAIM,
          chain,
          object.key(),
          "it has claim %s, and the entry of offset %d has %s"
              .formatted(
                  stored.claim().orElse("(none)"), object.entry().first(), object.entry().claim()));
      return false;
    }
    long records = stored.records().orElse(object.object().count());
    if (records == object.object().count()) {
      return true;
    }
    findings.add(
        records < object.object().count() ? Kind.OBJECT_LOSS : Kind.OBJECT_DAMAGED,
        chain,
        object.key(),
        "its metadata say %,d records, the entry %,d".formatted(records, object.object().count()));
    return false;
  }

  /** Another size with all its records: a completion by another build, or damage. */
  private void readBack(Expected object) throws IOException {
    Optional<Lake.Whole> whole = lake.read(object.key());
    if (whole.isEmpty()) {
      absent(object);
      return;
    }
    String sizes =
        "%,d bytes, and the entry says %,d"
            .formatted(whole.get().bytes().length, object.object().bytes());
    Optional<String> damage = new ReadBack(formats).of(object, whole.get().bytes());
    findings.add(
        damage.isPresent() ? Kind.OBJECT_DAMAGED : Kind.WRITTEN_AGAIN,
        object.by().chain().keys(),
        object.key(),
        damage.map(text -> sizes + "; " + text).orElse(sizes));
  }
}
