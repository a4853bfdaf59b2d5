package io.ticklake.embedded.market.feed;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client asks to hear: a channel of one symbol, or of all.
 *
 * @param symbol {@code *} is every one
 */
record Topic(String channel, String symbol) {
  static final String ALL = "*";

  private static final Set<String> CHANNELS = Set.of("AM", "A");

  /**
   * The topics of a command: {@code AM.*,A.AAPL}.
   *
   * @throws IllegalArgumentException that says which is none
   */
  static Set<Topic> parse(String params) {
    Set<Topic> topics = new LinkedHashSet<>();
    Arrays.stream(params.split(",")).map(String::trim).map(Topic::one).forEach(topics::add);
    return topics;
  }

  // Symbols may hold a dot: BRK.B.
  private static Topic one(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || dot == text.length() - 1 || !CHANNELS.contains(text.substring(0, dot))) {
      throw new IllegalArgumentException("unknown topic: " + text);
    }
    return new Topic(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return channel + "." + symbol;
  }
}
