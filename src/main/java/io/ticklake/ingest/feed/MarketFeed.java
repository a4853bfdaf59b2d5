package io.ticklake.ingest.feed;

import io.ticklake.config.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * What the feed's route needs and cannot name in YAML.
 *
 * @param address empty when the feed is switched off and nothing is embedded for it
 * @param key that the market asks for
 */
public record MarketFeed(
    Optional<URI> address,
    Secret key,
    FeedTiming timing,
    FeedMarks marks,
    MissedBars missed,
    Clock clock) {}
