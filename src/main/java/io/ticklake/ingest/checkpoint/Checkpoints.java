package io.ticklake.ingest.checkpoint;

import io.ticklake.errors.RetryLater;

/** What was fetched, kept where it survives the machine. Safe for several threads. */
public interface Checkpoints {
  /**
   * Which days of a place were fetched, as known by this process: looked up once.
   *
   * @throws RetryLater when the store is away, or the checkpoint is of a newer release
   */
  DaysFetched fetched(Place place);

  /**
   * The checkpoint as it stands in the store now; of nothing when there is none.
   *
   * @throws RetryLater as {@link #fetched}
   */
  Checkpoint read(Place place);

  /**
   * Writes a checkpoint; returns when it is safe.
   *
   * @throws RetryLater when the store is away
   */
  void write(Checkpoint checkpoint);
}
