package io.ticklake.component.aws2glue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What startCrawler and waitForCrawler answer. A crawl that failed or was cancelled is no outcome
 * but a {@link CrawlFailedException}.
 *
 * <p>A {@linkplain Origin#JOINED joined} crawl may have begun before the caller's newest objects
 * lay in the bucket: a caller that must see them starts the crawler once more.
 *
 * @param crawler the crawler's name
 * @param runId Glue's id of the run; null when nothing was waited for
 * @param status whether the crawl has ended
 * @param origin who started it
 * @param startedAt when the crawl began, by Glue's clock; null when nothing was waited for
 * @param took how long this call waited, by ours
 */
public record CrawlOutcome(
    String crawler,
    @Nullable String runId,
    Status status,
    Origin origin,
    @Nullable Instant startedAt,
    Duration took) {

  /** Whether the crawl has ended. */
  public enum Status {
    /** It goes on: nothing was waited for. */
    RUNNING,
    /** It has ended well. */
    SUCCEEDED
  }

  /** Who started the crawl. */
  public enum Origin {
    /** This call. */
    STARTED,
    /**
     * Somebody else; it ran already. Also said of an own start whose answer was lost on the way and
     * which the SDK repeated: joining too often costs one crawl, joining too seldom loses data.
     */
    JOINED
  }

  /** Whether this call started the crawl, so that it sees all that was there before the call. */
  public boolean isStartedByUs() {
    return origin == Origin.STARTED;
  }
}
