package io.ticklake.ingest.feed;

import io.ticklake.config.Secret;
import io.ticklake.errors.ErrorCode;
import io.ticklake.model.Event;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the feed's route needs and cannot name in YAML.
 *
 * @param address empty when the feed is switched off and nothing is embedded for it
 * @param key that the market asks for
 * @param events is told of frames, connections and what goes wrong
 */
public record MarketFeed(
    Optional<URI> address,
    Secret key,
    FeedTiming timing,
    FeedMarks marks,
    MissedBars missed,
    Consumer<Event> events,
    Clock clock) {
  /** As which source events tell of it. */
  private static final String SOURCE = "feed";

  /** It is connected and heard, or Kafka takes frames again. */
  void tellWell() {
    events.accept(new Event.SourcePolled(SOURCE));
  }

  /** It does not go on for now, or for good. */
  void tellFailure(ErrorCode code, String reason) {
    events.accept(new Event.SourceFailed(SOURCE, code.name(), reason));
  }

  /** Kafka has a frame. */
  void tellPublished(FeedFrame frame) {
    Instant newest =
        frame.bars().stream()
            .map(news -> news.bar().timestamp())
            .max(Instant::compareTo)
            .orElse(null);
    events.accept(
        new Event.PagePublished(SOURCE, frame.bars().size(), frame.unreadable().size(), newest));
  }
}
