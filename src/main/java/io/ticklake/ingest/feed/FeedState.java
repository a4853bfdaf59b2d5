package io.ticklake.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the feed does now and what it did, for health and log. Safe for several threads. */
final class FeedState {
  // A reconnect takes seconds; readiness should not flicker for it.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String START_AGAIN = "do what the reason says, then start the route";
  private static final String BY_ITSELF =
      "none while the market or Kafka is away: it goes on by itself, and asks for what it missed";

  private final LongAdder frames = new LongAdder();
  private final LongAdder bars = new LongAdder();
  private final LongAdder corrections = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder losses = new LongAdder();
  private @Nullable String trouble;
  private @Nullable Instant troubledSince;
  private boolean over;

  /** It goes well: bars may come and Kafka takes them. Answers for how long it did not. */
  synchronized Optional<Duration> well(Instant now) {
    Instant since = troubledSince;
    trouble = null;
    troubledSince = null;
    over = false;
    return Optional.ofNullable(since).map(begun -> Duration.between(begun, now));
  }

  /** It does not go on for now. Answers whether that is new. */
  synchronized boolean troubled(String why, Instant now) {
    boolean isNew = !why.equals(trouble);
    if (troubledSince == null) {
      troubledSince = now;
    }
    trouble = why;
    return isNew;
  }

  void lost() {
    losses.increment();
  }

  /** It does not go on until a human has acted. */
  synchronized void ended(String why, Instant now) {
    var unused = troubled(why, now);
    over = true;
  }

  synchronized boolean isOver() {
    return over;
  }

  void published(Frame frame, List<NewBar> news) {
    frames.increment();
    bars.add(news.size());
    corrections.add(news.stream().filter(NewBar::isCorrection).count());
    unchanged.add(frame.bars().size() - news.size());
    unreadable.add(frame.unreadable().size());
    unknown.add(frame.unknown());
  }

  void malformed() {
    frames.increment();
    unreadable.increment();
  }

  /** Why it is to be called down at this moment, if it is. */
  synchronized Optional<String> failure(Instant now) {
    if (troubledSince == null || (!over && now.isBefore(troubledSince.plus(PATIENCE)))) {
      return Optional.empty();
    }
    return Optional.ofNullable(trouble);
  }

  synchronized Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("frames", frames.sum());
    details.put("bars", bars.sum());
    details.put("corrections", corrections.sum());
    details.put("unchanged", unchanged.sum());
    details.put("unreadable", unreadable.sum());
    details.put("unknown", unknown.sum());
    details.put("reconnects", losses.sum());
    if (trouble != null) {
      details.put("reason", trouble);
      details.put("since", String.valueOf(troubledSince));
      details.put("cure", over ? START_AGAIN : BY_ITSELF);
    }
    return details;
  }
}
