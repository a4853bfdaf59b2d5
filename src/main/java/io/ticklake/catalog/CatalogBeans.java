package io.ticklake.catalog;

import io.ticklake.model.Landings;
import java.util.function.BiConsumer;

/** The objects of this stage, and the names by which its routes know them. */
public final class CatalogBeans {
  final CatalogNews news;
  final CrawlFailure failure;
  private final CrawlNeed need;

  /**
   * @param landings the same that the archive counts up
   */
  public CatalogBeans(CatalogConfig config, Landings landings) {
    this.need = new CrawlNeed(landings);
    this.news = new CatalogNews(landings);
    this.failure = new CrawlFailure(config.crawler());
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("crawlNeed", need);
  }
}
