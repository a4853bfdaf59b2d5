package io.ticklake.cli;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.embedded.EmbeddedPlan;
import java.util.List;

/**
 * What only the embedded services read.
 *
 * @param email who gets notification e-mails, as files
 * @param crawlerPaths what the embedded crawler crawls, below the bucket
 * @param marketSeed of the simulated prices
 */
record EmbeddedConfig(
    String email, List<String> crawlerPaths, int marketSeed, EmbeddedPlan.Market.Feed marketFeed) {
  private static final Key<String> EMAIL = Key.text("ticklake.embedded.email");
  private static final Key<List<String>> CRAWLER_PATHS =
      Key.list("ticklake.embedded.crawler-paths");
  private static final Key<Integer> MARKET_SEED =
      Key.integer("ticklake.embedded.market-seed", 0, Integer.MAX_VALUE);

  private static final Key<EmbeddedPlan.Market.Feed> MARKET_FEED =
      Key.choice("ticklake.embedded.market-feed", EmbeddedPlan.Market.Feed.class);

  static final List<Key<?>> KEYS = List.of(EMAIL, CRAWLER_PATHS, MARKET_SEED, MARKET_FEED);

  static EmbeddedConfig from(Settings settings) {
    return new EmbeddedConfig(
        settings.get(EMAIL),
        settings.get(CRAWLER_PATHS),
        settings.get(MARKET_SEED),
        settings.get(MARKET_FEED));
  }
}
