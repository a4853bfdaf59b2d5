package io.ticklake.catalog;

import io.ticklake.model.Landings;
import java.time.Clock;
import java.util.function.BiConsumer;

/** The objects of this stage, and the names by which its routes know them. */
public final class CatalogBeans {
  final CatalogNews news;
  final CatalogFailure failure = new CatalogFailure();
  private final CrawlNeed need;

  /**
   * @param landings the same that the archive counts up
   * @param clock by which the longest interval is measured
   */
  public CatalogBeans(CatalogConfig config, Landings landings, Clock clock) {
    this.need = new CrawlNeed(landings, config.longestInterval(), clock);
    this.news = new CatalogNews(landings);
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("crawlNeed", need);
  }
}
