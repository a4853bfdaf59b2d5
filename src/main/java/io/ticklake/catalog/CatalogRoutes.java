package io.ticklake.catalog;

import io.ticklake.component.aws2glue.CrawlOutcome;
import io.ticklake.component.aws2glue.Glue2Constants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Mechanics of the catalogue. {@code direct:catalog-report} takes the {@link CrawlOutcome} of a
 * crawl or the {@link CatalogRun} of another update, reads the database's tables and partitions,
 * logs what is new and leaves the columns of each table as its body. Failures are for the caller,
 * see the route configuration {@code catalog-wait-for-next-tick}.
 */
public final class CatalogRoutes extends RouteConfigurationBuilder {
  private static final String RUN = "catalogRun";
  private static final String TABLE = "catalogTable";
  private static final String TABLES = "catalogTables";
  static final String IN_DATABASE = "&databaseName={{ticklake.catalog.database}}";

  private final CatalogBeans beans;

  public CatalogRoutes(CatalogBeans beans) {
    this.beans = beans;
  }

  @Override
  public void configuration() {
    routeConfiguration("catalog-wait-for-next-tick")
        .onException(Exception.class)
        .handled(true)
        .process(beans.failure::report);
  }

  @Override
  public void configure() {
    from("direct:catalog-report")
        .routeId("catalog-report")
        .routeDescription("Reads the tables and partitions after a crawl and logs what is new.")
        .errorHandler(noErrorHandler())
        .setProperty(RUN, body())
        .id("catalog-keep-run")
        .setProperty(TABLES, ArrayList::new)
        .id("catalog-no-tables-yet")
        .to("aws2-glue:report?operation=listTables" + IN_DATABASE)
        .id("catalog-list-tables")
        .split(body())
        .stopOnException()
        .id("catalog-each-table")
        .process(CatalogRoutes::askPartitions)
        .id("catalog-name-table")
        .doTry()
        .to("aws2-glue:report?operation=getPartitions" + IN_DATABASE)
        .id("catalog-list-partitions")
        .process(CatalogRoutes::state)
        .id("catalog-table-state")
        .endDoTry()
        .doCatch(EntityNotFoundException.class)
        .log(LoggingLevel.DEBUG, "Dropped since it was listed: ${headers.CamelAwsGlueTableName}")
        .id("catalog-dropped-table")
        .end()
        .end()
        .process(this::report)
        .id("catalog-log-news");
  }

  private static void askPartitions(Exchange exchange) {
    Table table = exchange.getMessage().getBody(Table.class);
    exchange.setProperty(TABLE, table);
    exchange.getMessage().setHeader(Glue2Constants.TABLE_NAME, table.name());
  }

  @SuppressWarnings("unchecked") // of the SDK's partitions, of tables' states
  private static void state(Exchange exchange) {
    Table table = exchange.getProperty(TABLE, Table.class);
    List<Partition> partitions = exchange.getMessage().getBody(List.class);
    exchange.getProperty(TABLES, List.class).add(TableState.of(table, partitions));
  }

  @SuppressWarnings("unchecked") // of tables' states
  private void report(Exchange exchange) {
    CatalogRun run = run(exchange.getProperty(RUN));
    List<TableState> tables = exchange.getProperty(TABLES, List.class);
    beans.news.report(run, tables);
    exchange.getMessage().setBody(columns(tables));
    if (!run.failures().isEmpty()) {
      throw new TablesRefused(run.failures());
    }
    beans.failure.isOver();
  }

  /** The columns of each table by name: what others may know of the catalogue. */
  private static Map<String, List<String>> columns(List<TableState> tables) {
    Map<String, List<String>> columns = new TreeMap<>();
    tables.forEach(table -> columns.put(table.name(), List.copyOf(table.columns().keySet())));
    return columns;
  }

  private static CatalogRun run(Object ended) {
    return ended instanceof CrawlOutcome crawl
        ? new CatalogRun("crawler " + crawl.crawler(), crawl.took(), List.of())
        : (CatalogRun) ended;
  }
}
