package io.ticklake.embedded.market;

import java.time.Clock;

/**
 * How the simulated market behaves.
 *
 * @param apiKey the one key that is accepted; masked in texts
 * @param seed chooses the prices; the same seed gives the same bars, on any machine, after any
 *     restart
 * @param requestsPerMinute how many requests are answered in any sixty seconds; 0 is unlimited
 * @param clock what time it is in the market
 * @param plan what the key's owner pays for
 */
public record MarketSettings(
    String apiKey, long seed, int requestsPerMinute, Clock clock, Plan plan) {
  /** What may be asked for of the session that is going on. */
  public enum Plan {
    /** Nothing until it has ended. */
    END_OF_DAY,
    /** Its minutes as they end; such plans have the websocket, too. */
    REAL_TIME
  }

  /** The free plan. */
  public MarketSettings(String apiKey, long seed, int requestsPerMinute, Clock clock) {
    this(apiKey, seed, requestsPerMinute, clock, Plan.END_OF_DAY);
  }

  public MarketSettings {
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException(
          "The market's API key is blank; give it at least one character.");
    }
    if (requestsPerMinute < 0) {
      throw new IllegalArgumentException(
          "requestsPerMinute is %d; give 0 for unlimited or a positive number."
              .formatted(requestsPerMinute));
    }
  }

  @Override
  public String toString() {
    return "MarketSettings[apiKey=***, seed=%d, requestsPerMinute=%d]"
        .formatted(seed, requestsPerMinute);
  }
}
