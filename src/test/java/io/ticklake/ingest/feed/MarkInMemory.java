package io.ticklake.ingest.feed;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mark that outlives a route, not the test. */
final class MarkInMemory implements FeedMarks {
  private volatile @Nullable FeedMark mark;

  @Override
  public Optional<FeedMark> read() {
    return Optional.ofNullable(mark);
  }

  @Override
  public void write(FeedMark newer) {
    mark = newer;
  }
}
