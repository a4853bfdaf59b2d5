package io.ticklake.ingest.replay;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes of a row what is sent. */
interface RowMaker {
  /**
   * A row's record.
   *
   * @param moment null when the row does not say
   * @param message by the number of days that its dates are moved on
   */
  record Made(@Nullable Moment moment, LongFunction<ReplayMessage> message) {}

  Made make(Cells cells) throws UnreadableRowException;
}
