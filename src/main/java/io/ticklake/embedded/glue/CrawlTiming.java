package io.ticklake.embedded.glue;

import java.time.Duration;

/**
 * How long a crawl stays in its states at least. A real one takes a minute or more in each; here
 * clients shall see them, without waiting for it.
 */
public record CrawlTiming(Duration minRunning, Duration stopping) {
  /** A second and a half in all, for lakes that are read sooner. */
  public static final CrawlTiming QUICK =
      new CrawlTiming(Duration.ofSeconds(1), Duration.ofMillis(500));
}
