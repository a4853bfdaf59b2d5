package io.ticklake.catalog;

import io.ticklake.model.Landings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * Whether the catalogue is to be brought up to date. It is when objects landed since the last time
 * that went well began, when that time is long ago, as others may put objects too, and once after
 * each start: nobody knows then what landed before.
 */
public final class CrawlNeed {
  private static final String COUNT = "crawlNeedCount";
  private static final long NEVER = -1;

  private final Landings landings;
  private final Duration longest;
  private final Clock clock;
  private volatile Met last = new Met(NEVER, Instant.EPOCH);

  private record Met(long count, Instant at) {}

  /**
   * @param longest time between two updates although nothing landed here
   */
  CrawlNeed(Landings landings, Duration longest, Clock clock) {
    this.landings = landings;
    this.longest = longest;
    this.clock = clock;
  }

  /** Whether to update now. Asked before it: what lands during it is for the next one. */
  public boolean arisen(Exchange exchange) {
    long count = landings.objects();
    exchange.setProperty(COUNT, count);
    Met met = last;
    return count != met.count() || !clock.instant().isBefore(met.at().plus(longest));
  }

  /** Says that the update of this exchange ended well. Without it the next tick tries again. */
  public void met(@ExchangeProperty(COUNT) long count) {
    last = new Met(count, clock.instant());
    if (count != NEVER) {
      landings.inCatalogue(count);
    }
  }

  /** The next tick is to update, whatever has landed. */
  void ask() {
    last = new Met(NEVER, Instant.EPOCH);
  }

  /** Says that this update will leave something for the next tick. */
  static void leaveSome(Exchange exchange) {
    exchange.setProperty(COUNT, NEVER);
  }
}
