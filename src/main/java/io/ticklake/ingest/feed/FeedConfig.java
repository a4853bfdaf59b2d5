package io.ticklake.ingest.feed;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of the market's websocket.
 *
 * @param address where it is; empty while the feed is switched off and nothing is embedded for it
 */
public record FeedConfig(Optional<URI> address) {
  public static final Key<Boolean> ENABLED = Key.flag("ticklake.ingest.feed.enabled");
  public static final Key<Endpoint> WEBSOCKET_URL =
      Key.endpoint(
          "ticklake.market.websocket-url",
          Pattern.compile("wss?://[^/\\s]+/\\S*"),
          "an address such as wss://delayed.massive.com/stocks");
  public static final Key<String> CHANNELS =
      Key.text(
          "ticklake.ingest.feed.channels", Pattern.compile("(AM|A)(,(AM|A))?"), "AM, A or AM,A");
  public static final Key<String> TICKERS =
      Key.text(
          "ticklake.ingest.feed.tickers",
          Pattern.compile("\\*|[^*,\\s]+(,[^*,\\s]+)*"),
          "* or tickers such as AAPL,MSFT");

  public static final List<Key<?>> KEYS = List.of(ENABLED, WEBSOCKET_URL, CHANNELS, TICKERS);

  /**
   * Reads the settings.
   *
   * @throws ConfigurationException when the feed is switched on and has no address
   */
  public static FeedConfig from(Settings settings) {
    if (settings.get(WEBSOCKET_URL) instanceof Endpoint.Address address) {
      return new FeedConfig(Optional.of(URI.create(address.text())));
    }
    if (settings.get(ENABLED)) {
      throw new ConfigurationException(
          List.of(
              "Setting '%s' still says embedded: the embedded market's feed was not started."
                  .formatted(WEBSOCKET_URL.name())));
    }
    return new FeedConfig(Optional.empty());
  }
}
