package io.ticklake.ingest.feed;

import io.ticklake.errors.RetryLater;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how far the feed came, when it came further. While the store is away the feed goes
 * on: a start after that asks for more than was missed. Safe for several threads.
 */
final class MarkKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(MarkKeeper.class);

  private final FeedMarks marks;
  private final FeedProgress progress;
  private @Nullable FeedMark written;
  private boolean troubled;

  MarkKeeper(FeedMarks marks, FeedProgress progress) {
    this.marks = marks;
    this.progress = progress;
  }

  /** At once, unless the store is away: then with the next one that goes well. */
  synchronized void runIfWell() {
    if (!troubled) {
      run();
    }
  }

  @Override
  public synchronized void run() {
    Optional<FeedMark> mark = progress.mark().filter(now -> !now.equals(written));
    if (mark.isEmpty()) {
      return;
    }
    try {
      marks.write(mark.get());
      written = mark.get();
      troubled = false;
    } catch (RetryLater e) {
      if (!troubled) {
        LOG.atWarn().log("{} It is tried again every some seconds.", e.getMessage());
      }
      troubled = true;
    }
  }
}
