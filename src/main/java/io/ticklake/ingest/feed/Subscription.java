package io.ticklake.ingest.feed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is listened to.
 *
 * @param tickers as the market writes them; none means all
 */
record Subscription(List<Channel> channels, List<String> tickers) {
  private static final String ALL = "*";

  Subscription {
    channels = List.copyOf(channels);
    tickers = List.copyOf(tickers);
  }

  /**
   * Reads a route's options.
   *
   * @param channels {@code AM,A}
   * @param tickers {@code AAPL,MSFT} or {@code *}
   * @throws IllegalArgumentException that names what is unknown or missing
   */
  static Subscription parse(String channels, String tickers) {
    List<String> named = split(tickers);
    if (named.isEmpty() || (named.contains(ALL) && named.size() > 1)) {
      throw new IllegalArgumentException(
          "tickers='%s' is neither * nor a list of tickers such as AAPL,MSFT".formatted(tickers));
    }
    List<Channel> wanted = split(channels).stream().map(Subscription::channel).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("channels is empty: give AM, A or AM,A");
    }
    return new Subscription(wanted, named.contains(ALL) ? List.of() : named);
  }

  /** As the market takes it: {@code AM.AAPL,AM.MSFT}. */
  String params() {
    List<String> symbols = tickers.isEmpty() ? List.of(ALL) : tickers;
    return channels.stream()
        .flatMap(channel -> symbols.stream().map(symbol -> channel + "." + symbol))
        .collect(Collectors.joining(","));
  }

  private static Channel channel(String name) {
    return Channel.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "channels has '%s'; there are AM (minutes) and A (seconds)".formatted(name)));
  }

  private static List<String> split(String list) {
    return Arrays.stream(list.split(","))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .distinct()
        .toList();
  }
}
