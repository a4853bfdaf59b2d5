package io.ticklake.ingest.feed;

import java.time.Instant;
import org.apache.camel.Exchange;

/** The minute bars of the past, by request. */
@FunctionalInterface
public interface MissedBars {
  /**
   * Fetches a ticker's minute bars and publishes what is new of them; returns when Kafka has them.
   *
   * @param from start of the first bar
   * @param to start of the last one
   * @param exchange of the feed's route, for the work
   * @throws io.ticklake.errors.CodedException when the market does not give them
   */
  void fetch(String ticker, Instant from, Instant to, Exchange exchange);
}
