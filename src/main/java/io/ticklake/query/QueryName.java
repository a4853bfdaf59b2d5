package io.ticklake.query;

import org.apache.camel.Exchange;

/** The name of an exchange's query: the property {@code query} that its route sets. */
final class QueryName {
  static final String PROPERTY = "query";

  private QueryName() {}

  static String of(Exchange exchange) {
    String name = exchange.getProperty(PROPERTY, String.class);
    return name == null ? exchange.getFromRouteId() : name;
  }
}
