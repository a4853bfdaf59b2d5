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
}
