package io.ticklake.verify;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.FormatResolver;
import io.ticklake.component.kafkaslice.LedgerEntry;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** Reads objects back with the format that their entry names. */
final class ReadBack {
  private final FormatResolver formats;

  ReadBack(FormatResolver formats) {
    this.formats = formats;
  }

  /**
   * What is wrong with these bytes, or nothing if they are as many good records as the entry says.
   */
  Optional<String> of(Expected object, byte[] bytes) {
    try {
      long records = format(object.entry()).count(bytes);
      return records == object.object().count()
          ? Optional.empty()
          : Optional.of(
              "it holds %,d records, and the entry says %,d"
                  .formatted(records, object.object().count()));
    } catch (IOException | RuntimeException e) {
      // Damage can bring any decoder to any failure.
      return Optional.of("it cannot be read back: " + e.getMessage());
    }
  }

  /** Whether this release knows the format of an entry of kind data. */
  boolean knows(LedgerEntry entry) {
    try {
      format(entry);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // told where the chain is followed
    }
  }

  private Format format(LedgerEntry entry) {
    return formats.of(Objects.requireNonNull(entry.layout()).format());
  }
}
