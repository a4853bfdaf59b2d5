package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;

/** The sources by their names. */
final class MarketSources {
  private final Map<String, Source> byName = new TreeMap<>();

  MarketSources(List<Source> sources) {
    sources.forEach(source -> byName.put(source.name(), source));
  }

  /**
   * Bean method of the routes: what a source asks now, null when nothing is due or the route is
   * being stopped. Each part of a split is a lane of its own, from 1.
   */
  public @Nullable MarketRequest next(String source, Exchange exchange) {
    return Turn.isRunning(exchange) ? named(source).next(lane(exchange)) : null;
  }

  private static int lane(Exchange exchange) {
    Integer part = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    return part == null ? 0 : part + 1;
  }

  /** The source of this name. */
  Source named(String name) {
    Source source = byName.get(name);
    if (source == null) {
      throw new StopRoute(
          ErrorCode.ROUTE_FILE_REJECTED,
          "There is no source '%s'; there are %s.".formatted(name, byName.keySet()));
    }
    return source;
  }
}
