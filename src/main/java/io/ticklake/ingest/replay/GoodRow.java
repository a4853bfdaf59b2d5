package io.ticklake.ingest.replay;

import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row that can be sent.
 *
 * @param bytes as they stand in the file
 * @param moment when it is of, null when it does not say
 * @param message what is sent when its dates are moved on by so many days
 */
// An array, and so without value semantics: rows are never compared.
@SuppressWarnings("ArrayRecordComponent")
record GoodRow(
    long line, byte[] bytes, @Nullable Moment moment, LongFunction<ReplayMessage> message)
    implements ReadRow {
  /** When it is of; rows that do not say are all of one time. */
  Instant time() {
    return moment == null ? Instant.EPOCH : moment.instant();
  }
}
