package io.ticklake.component.kafkaslice;

/** Finds the format that a ledger entry was written in. Shared between threads. */
@FunctionalInterface
public interface FormatResolver {
  /**
   * The format that writes the same objects as the described one.
   *
   * @param description as {@link Format#description} gave it, perhaps in an older release
   * @throws IllegalArgumentException when it is not known here; says what to do
   */
  Format of(String description);
}
