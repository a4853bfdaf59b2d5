package io.ticklake.query;

import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * Mechanics of the queries: a query that fails is reported, and its next tick asks again (route
 * configuration {@code query-wait-for-next-tick}).
 */
public final class QueryRoutes extends RouteConfigurationBuilder {
  private final QueryBeans beans;

  public QueryRoutes(QueryBeans beans) {
    this.beans = beans;
  }

  @Override
  public void configuration() {
    routeConfiguration("query-wait-for-next-tick")
        .onException(Exception.class)
        .handled(true)
        .process(beans.failure::report);
  }

  /** What is logged and thrown is for who asked: no error handler stands between. */
  @Override
  public void configure() {
    from("direct:query-ask")
        .routeId("query-library")
        .routeDescription("Answers a question to the library, for the status page.")
        .errorHandler(noErrorHandler())
        .setProperty("queryScanLimit", simple("{{ticklake.query.scan-limit}}"))
        .id("query-ask-scan-limit")
        .setProperty("queryDatabase", simple("{{ticklake.catalog.database}}"))
        .id("query-ask-database")
        .setProperty("queryOutput", simple("s3://{{ticklake.archive.bucket}}/_athena/"))
        .id("query-ask-output")
        .bean("queryStep", "answer")
        .id("query-ask-athena")
        .to("aws2-athena:lake?operation=getQueryResults&outputType=StreamList")
        .id("query-ask-fetch")
        .bean("queryAnswer", "read")
        .id("query-ask-read");
  }
}
