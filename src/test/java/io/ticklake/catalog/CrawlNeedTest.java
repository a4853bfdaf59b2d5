package io.ticklake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.model.Landings;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrawlNeedTest {
  private final Landings landings = new Landings();
  private final CrawlNeed need = new CrawlNeed(landings);
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @BeforeEach
  void crawledOnceSinceTheStart() {
    crawl();
  }

  @Test
  void theFirstTickAfterAStartCrawlsThoughNothingLanded() {
    assertThat(new CrawlNeed(new Landings()).arisen(exchange)).isTrue();
  }

  @Test
  void nothingNewIsNoReasonToCrawl() {
    assertThat(need.arisen(exchange)).isFalse();
  }

  @Test
  void anObjectThatLandedIsAReason() {
    landings.landed();

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void anObjectThatLandsDuringACrawlIsLeftToTheNext() {
    landings.landed();
    need.arisen(exchange);
    landings.landed();
    need.met(counted());

    assertThat(need.arisen(exchange)).isTrue();
  }

  @Test
  void aCrawlThatDidNotEndWellIsMadeAgain() {
    landings.landed();
    need.arisen(exchange);

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
