package io.ticklake.ingest.feed;

import java.time.Duration;

/**
 * How long the feed waits for what.
 *
 * @param ready from the start of a connection until bars may come
 * @param quiet without a message, then the market is pinged
 * @param dead after the ping without a message or an answer, then the connection counts as lost
 * @param firstPause before the first attempt to reconnect; each further one doubles it
 * @param longestPause between attempts
 * @param settle after a reconnect, before the minutes that were missed are asked for: the newest of
 *     them have to be there
 * @param save how often it is written down how far the feed came
 */
public record FeedTiming(
    Duration ready,
    Duration quiet,
    Duration dead,
    Duration firstPause,
    Duration longestPause,
    Duration settle,
    Duration save) {
  /** A thin market may be silent for minutes, a dead connection is told apart by the ping. */
  public static final FeedTiming USUAL =
      new FeedTiming(
          Duration.ofSeconds(20),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
}
