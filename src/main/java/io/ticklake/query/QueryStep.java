package io.ticklake.query;

import io.ticklake.config.DataSize;
import io.ticklake.errors.RetryLater;
import io.ticklake.model.Landings;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.athena.Athena2Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** The step of a route that asks: its parameters bound, its end waited for. */
public final class QueryStep {
  /** The body for a query of the library, where a statement could stand. */
  static final String LIBRARY = "library";

  private static final Logger LOG = LoggerFactory.getLogger(QueryStep.class);

  private final AthenaQuery athena;
  private final QueryLibrary library;
  private final Landings landings;
  private final LatestView latestView;

  QueryStep(AthenaQuery athena, QueryLibrary library, Landings landings, LatestView latestView) {
    this.athena = athena;
    this.library = library;
    this.landings = landings;
    this.latestView = latestView;
  }

  /**
   * Goes on when the query has succeeded, and keeps its execution for the steps behind it. While
   * the catalogue has no table yet, or its view was not made, an absent one is no fault: the
   * exchange ends with a line that says so.
   *
   * @param sql a statement, or {@code library}: then the exchange's query is looked up there
   * @throws RetryLater with Athena's reason, or because it did not end in time or read too much
   */
  public void ask(@Body String sql, Exchange exchange) throws InterruptedException {
    String name = QueryName.of(exchange);
    QueryExecution execution = athena.run(question(name, sql, exchange));
    if (QueryEnd.isForAbsentTable(execution)
        && (!landings.isCatalogued() || latestView.isAwaited(QueryEnd.reason(execution)))) {
      LOG.atInfo().addKeyValue("query", name).log("nothing to query yet");
      exchange.setRouteStop(true);
      return;
    }
    QueryEnd.requireSuccess(name, execution, athena::cutoff);
    exchange.setProperty(QueryReport.EXECUTION, execution);
    exchange
        .getMessage()
        .setHeader(Athena2Constants.QUERY_EXECUTION_ID, execution.queryExecutionId());
  }

  private Question question(String name, String sql, Exchange exchange) {
    String values = exchange.getProperty("queryParameters", ParameterValues.NONE, String.class);
    BoundQuery query =
        sql.equals(LIBRARY)
            ? library.get(name).bind(ParameterValues.parse(name, values))
            : BoundQuery.of(name, sql);
    return new Question(
        query,
        exchange.getProperty("queryDatabase", String.class),
        exchange.getProperty("queryOutput", String.class),
        DataSize.parse(exchange.getProperty("queryScanLimit", String.class)));
  }
}
