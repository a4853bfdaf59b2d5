package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an open slice is sealed: whichever limit comes first.
 *
 * @param bytes of keys and values as Kafka delivers them, before encoding
 * @param records how many
 * @param age since the first record was read, by wall clock
 * @param idle since the last record was read; zero turns the rule off
 * @param folders how many objects a slice may have
 */
record RotationRules(long bytes, long records, Duration age, Duration idle, int folders) {
  // A ledger entry lists the offsets that were set aside (exactly-once.md, section 2); it stays
  // small.
  static final int MAX_SET_ASIDE = 1000;

  RotationRules {
    require(records > 0, "sliceRecords", records);
    require(folders > 0, "sliceFolders", folders);
    require(age.toMillis() > 0, "sliceAge", age);
    require(!idle.isNegative(), "sliceIdle", idle);
  }

  private static void require(boolean holds, String option, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Option '%s' is %s: it has to be above 0".formatted(option, value));
    }
  }

  /** The rule that the slice's size has reached. */
  Optional<SealReason> bySize(OpenSlice slice) {
    if (slice.recordBytes() >= bytes) {
      return Optional.of(SealReason.BYTES);
    }
    if (slice.records() >= records) {
      return Optional.of(SealReason.RECORDS);
    }
    if (slice.setAside() >= MAX_SET_ASIDE) {
      return Optional.of(SealReason.POISON);
    }
    return Optional.empty();
  }

  /** The rule that time has reached. An empty slice is never sealed. */
  Optional<SealReason> byTime(OpenSlice slice, Instant now) {
    if (slice.isEmpty()) {
      return Optional.empty();
    }
    if (!now.isBefore(slice.openedAt().plus(age))) {
      return Optional.of(SealReason.AGE);
    }
    if (!idle.isZero() && !now.isBefore(slice.touchedAt().plus(idle))) {
      return Optional.of(SealReason.IDLE);
    }
    return Optional.empty();
  }

  /** Whether a record of this folder has to go into the next slice. */
  boolean exceedsFolders(OpenSlice slice, String folder) {
    return slice.folders() >= folders && !slice.hasFolder(folder);
  }
}
