package io.ticklake.ingest;

import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The mechanics of asking the market. {@code direct:market-pages} takes a {@link MarketRequest},
 * gives each page to {@code direct:ingest-page} or {@code direct:ingest-records}, writes the
 * request's checkpoint and returns what was {@link Fetched}. Failures are for the caller, see the
 * route configuration {@code ingest-wait-for-next-tick}.
 */
public final class IngestRoutes extends RouteConfigurationBuilder {
  // Connecting takes well under a second; a page of a whole day up to some ten.
  private static final String HTTP_OPTIONS =
      "?throwExceptionOnFailure=false"
          + "&httpClientConfigurer=#bean:marketKey"
          + "&connectTimeout=10000&connectionRequestTimeout=10000"
          + "&responseTimeout=30000&soTimeout=30000";

  private final IngestBeans beans;

  public IngestRoutes(IngestBeans beans) {
    this.beans = beans;
  }

  @Override
  public void configuration() {
    var policy = routeConfiguration("ingest-wait-for-next-tick");
    policy.onException(StopRoute.class).handled(true).process(beans.nextTick::stop);
    policy.onException(RetryLater.class).handled(true).process(beans.nextTick::retry);
    policy.onException(Exception.class).handled(true).process(beans.nextTick::retry);
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    pages();
    call();
  }

  private void pages() {
    from("direct:market-pages")
        .routeId("ingest-pages")
        .description("Get all pages of a request, following next_url, and publish each.")
        .process(beans.published::begin)
        .id("ingest-pages-begin")
        .doTry()
        .loopDoWhile(exchange -> Pages.of(exchange).hasNext())
        .id("ingest-each-page")
        .to("direct:market-call")
        .id("ingest-get-page")
        .choice()
        .id("ingest-by-kind")
        .when(exchange -> Pages.of(exchange).request().hasBars())
        .to("direct:ingest-page")
        .id("ingest-publish-page")
        .otherwise()
        .to("direct:ingest-records")
        .id("ingest-publish-records")
        .end()
        .process(IngestRoutes::done)
        .id("ingest-page-done")
        .end()
        .process(beans.published::end)
        .id("ingest-pages-end")
        .process(beans::polled)
        .id("ingest-pages-told")
        .endDoTry()
        .doFinally()
        .process(beans.published::keepBegun)
        .id("ingest-pages-keep")
        .end();
  }

  private void call() {
    from("direct:market-call")
        .routeId("ingest-call")
        .description("Get one page: within the request budget, again after a passing failure.")
        .process(beans.client::begin)
        .id("ingest-call-begin")
        .loopDoWhile(exchange -> MarketCall.of(exchange).isOpen())
        .id("ingest-each-attempt")
        .process(beans.turn)
        .id("ingest-await-turn")
        .process(beans.client::prepare)
        .id("ingest-prepare")
        .doTry()
        .to(beans.market.origin() + HTTP_OPTIONS)
        .id("ingest-http")
        .process(beans.client::answered)
        .id("ingest-answered")
        .doCatch(IOException.class)
        .process(beans.client::unanswered)
        .id("ingest-unanswered")
        .end()
        .end()
        .process(beans.client::finish)
        .id("ingest-call-end");
  }

  private static void done(Exchange exchange) throws Exception {
    Pages.of(exchange).done(exchange.getMessage().getMandatoryBody(PageResult.class));
  }
}
