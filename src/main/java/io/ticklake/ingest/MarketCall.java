package io.ticklake.ingest;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One page being asked for: how often so far, and the page once it is there. Of one exchange. */
final class MarketCall {
  private static final String PROPERTY = "ticklake.ingest.call";

  private final Pages pages;
  private final Instant askedAt;
  private Instant sentAt;
  private int attempts;
  private @Nullable MarketPage page;

  MarketCall(Pages pages, Instant askedAt) {
    this.pages = pages;
    this.askedAt = askedAt;
    this.sentAt = askedAt;
  }

  static MarketCall of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, MarketCall.class);
  }

  void attachTo(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  boolean isOpen() {
    return page == null;
  }

  /** An attempt begins. */
  void attempt(Instant now) {
    attempts++;
    sentAt = now;
  }

  /** When the last attempt began. */
  Instant sentAt() {
    return sentAt;
  }

  int attempts() {
    return attempts;
  }

  Pages pages() {
    return pages;
  }

  Instant askedAt() {
    return askedAt;
  }

  void succeed(MarketPage received) {
    this.page = received;
  }

  @Nullable MarketPage page() {
    return page;
  }
}
