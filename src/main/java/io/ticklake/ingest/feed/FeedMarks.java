package io.ticklake.ingest.feed;

import java.util.Optional;

/** Where it is written down how far the feed came; it outlives the process. */
public interface FeedMarks {
  /**
   * What was written last.
   *
   * @throws io.ticklake.errors.RetryLater when it cannot be read now
   */
  Optional<FeedMark> read();

  /**
   * Replaces it.
   *
   * @throws io.ticklake.errors.RetryLater when it cannot be written now
   */
  void write(FeedMark mark);
}
