package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A kind of question to the market that is asked again and again. Safe for several threads. */
interface Source {
  /** Its name in routes, settings, bars and keys: {@code grouped-daily}. */
  String name();

  /**
   * What to ask now; null when nothing is due. Never what another lane is asking.
   *
   * @param lane number of the asker; what it was given before is behind it. 0 begins a tick: what
   *     any other lane was given is behind it, too, however that ended
   * @throws io.ticklake.errors.RetryLater when the checkpoints cannot be read
   */
  @Nullable MarketRequest next(int lane);

  /**
   * A request that {@link #next} gave has failed: it is given again, when depends on why.
   *
   * @param code null when the failure has none
   */
  void failed(MarketRequest request, @Nullable ErrorCode code);
}
