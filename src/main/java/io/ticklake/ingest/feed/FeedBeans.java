package io.ticklake.ingest.feed;

import io.ticklake.config.Secret;
import io.ticklake.model.Event;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The objects of the feed, and the names by which its route knows them. */
public final class FeedBeans {
  private final MarketFeed feed;
  private final FrameMessages frames;

  /**
   * @param key that the market asks for
   * @param rawTopic where frames go as received
   * @param marks where it is written down how far the feed came
   * @param missed asks for what the feed missed
   * @param events is told of frames, connections and what goes wrong
   */
  public FeedBeans(
      FeedConfig config,
      Secret key,
      String rawTopic,
      FeedMarks marks,
      MissedBars missed,
      Consumer<Event> events,
      Clock clock) {
    this(
        new MarketFeed(config.address(), key, FeedTiming.USUAL, marks, missed, events, clock),
        rawTopic);
  }

  FeedBeans(MarketFeed feed, String rawTopic) {
    this.feed = feed;
    this.frames = new FrameMessages(rawTopic, feed.clock());
  }

  /** Binds what the route names. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("marketFeed", feed);
    registry.accept("feedFrames", frames);
  }
}
