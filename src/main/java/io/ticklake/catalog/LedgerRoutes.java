package io.ticklake.catalog;

import java.time.Clock;
import org.apache.camel.builder.RouteBuilder;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * The two ways to keep the catalogue without a crawler. {@code direct:catalog-by-partitions} and
 * {@code direct:catalog-by-projection} read the ledger, make the tables and answer a {@link
 * CatalogRun}.
 */
public final class LedgerRoutes extends RouteBuilder {
  private final LedgerWay partitions;
  private final LedgerWay projection;

  /**
   * @param clock by which days are projected
   */
  public LedgerRoutes(CatalogConfig config, Lake lake, GlueClient glue, Clock clock) {
    LakeTables tables = new LakeTables(glue, config.database());
    this.partitions =
        new LedgerWay(config.archives(), lake, tables, new RegisteredPartitions(), clock);
    this.projection =
        new LedgerWay(config.archives(), lake, tables, new ProjectedPartitions(clock), clock);
  }

  @Override
  public void configure() {
    way("partitions", partitions);
    way("projection", projection);
  }

  private void way(String name, LedgerWay way) {
    from("direct:catalog-by-" + name)
        .routeId("catalog-by-" + name)
        .routeDescription("Makes the tables by what the ledger says landed: " + name + ".")
        .errorHandler(noErrorHandler())
        .process(way::begin)
        .id("catalog-" + name + "-begin")
        .split(body())
        .id("catalog-" + name + "-each-archive")
        .doTry()
        .process(way::agree)
        .id("catalog-" + name + "-agree")
        .to("aws2-glue:register?operation=batchCreatePartition" + CatalogRoutes.IN_DATABASE)
        .id("catalog-" + name + "-register")
        .process(way::settle)
        .id("catalog-" + name + "-settle")
        .endDoTry()
        .doCatch(Exception.class)
        .process(way::failed)
        .id("catalog-" + name + "-failed")
        .end()
        .end()
        .process(exchange -> way.end(exchange, name))
        .id("catalog-" + name + "-end");
  }
}
