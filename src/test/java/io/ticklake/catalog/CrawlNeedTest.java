package io.ticklake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrawlNeedTest {
  private final Landings landings = new Landings();
  private static final Duration LONGEST = Duration.ofHours(6);
  private final FakeClock clock = new FakeClock("2026-11-20T21:00:00Z");
  private final CrawlNeed need = new CrawlNeed(landings, LONGEST, clock);
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @BeforeEach
  void crawledOnceSinceTheStart() {
    crawl();
  }

  @Test
  void theFirstTickAfterAStartCrawlsThoughNothingLanded() {
    assertThat(new CrawlNeed(new Landings(), LONGEST, clock).arisen(exchange)).isTrue();
  }

  @Test
  void nothingNewIsNoReasonToCrawl() {
    assertThat(need.arisen(exchange)).isFalse();
  }

  @Test
  void anObjectThatLandedIsAReason() {
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void anObjectThatLandsDuringACrawlIsLeftToTheNext() {
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));
    need.arisen(exchange);
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));
    need.met(counted());

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void aCrawlThatDidNotEndWellIsMadeAgain() {
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));
    need.arisen(exchange);

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void whatOthersPutIsFoundAfterTheLongestInterval() {
    clock.advance(LONGEST.minusMillis(1));
    assertThat(need.arisen(exchange)).isFalse();

    clock.advance(Duration.ofMillis(1));

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void anUpdateThatLeavesSomeIsFollowedByAnother() {
    landings.landed(new LandedObject("bars/a", 1, 1, Instant.EPOCH));
    need.arisen(exchange);
    CrawlNeed.leaveSome(exchange);
    need.met(counted());

    assertThat(need.arisen(exchange)).isTrue();
  }

  private void crawl() {
    need.arisen(exchange);
    need.met(counted());
  }

  private long counted() {
    return exchange.getProperty("crawlNeedCount", Long.class);
  }
}
