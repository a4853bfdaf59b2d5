package io.ticklake.catalog;

import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The objects of this stage, and the names by which its routes know them. */
public final class CatalogBeans {
  final CatalogNews news;
  final CatalogFailure failure;
  private final CrawlNeed need;

  /**
   * @param landings the same that the archive counts up
   * @param clock by which the longest interval is measured
   * @param events is told of updates and of those that failed
   */
  public CatalogBeans(
      CatalogConfig config, Landings landings, Clock clock, Consumer<Event> events) {
    this.need = new CrawlNeed(landings, config.longestInterval(), clock);
    this.news = new CatalogNews(landings, events);
    this.failure = new CatalogFailure(events);
  }

  /** Has the next tick update the catalogue, whether anything has landed or not. */
  public void ask() {
    need.ask();
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("crawlNeed", need);
  }
}
