package io.ticklake.embedded.market.feed;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What happens on the market, by its own clock. */
public interface Happenings {
  /** What time it is there. Only asked for while somebody is subscribed. */
  Instant now();

  /**
   * What is to be sent after one moment and up to another, in the order of sending.
   *
   * @param wanted whether anybody listens to a channel ({@code AM})
   */
  List<Happening> between(Instant after, Instant upTo, Predicate<String> wanted);
}
