package io.ticklake.ingest.feed;

import io.ticklake.model.Timespan;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of bars that the market tells as they happen, under its names for them. */
enum Channel {
  AM(Timespan.MINUTE),
  A(Timespan.SECOND);

  private final Timespan timespan;

  Channel(Timespan timespan) {
    this.timespan = timespan;
  }

  Timespan timespan() {
    return timespan;
  }

  static Optional<Channel> find(String name) {
    return Arrays.stream(values()).filter(channel -> channel.name().equals(name)).findFirst();
  }
}
