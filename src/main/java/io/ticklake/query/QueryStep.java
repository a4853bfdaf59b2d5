package io.ticklake.query;

import io.ticklake.config.DataSize;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import io.ticklake.model.Landings;
import io.ticklake.model.LibraryQuestion;
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
   * @throws QueryGivenUp because the program stops
   */
  public void ask(@Body String sql, Exchange exchange) throws InterruptedException {
    String name = QueryName.of(exchange);
    ask(query(name, sql, exchange), exchange);
  }

  /**
   * As {@link #ask(String, Exchange)}, for a question of somebody who waits for its answer.
   *
   * @throws StopRoute for a query or a parameter that does not exist, or a value of another type
   */
  public void answer(@Body LibraryQuestion asked, Exchange exchange) throws InterruptedException {
    exchange.setProperty(QueryName.PROPERTY, asked.query());
    ask(library.get(asked.query()).bind(asked.values()), exchange);
  }

  private void ask(BoundQuery query, Exchange exchange) throws InterruptedException {
    String name = query.name();
    // Looked at before: what comes while the query runs comes too late for it.
    boolean hasTables = landings.isCatalogued();
    boolean awaitsView = latestView.isAwaited();
    QueryExecution execution =
        athena.run(question(query, exchange), exchange.getContext()::isStopping);
    if (QueryEnd.isForAbsentTable(execution)
        && (!hasTables || (awaitsView && latestView.isNamedIn(QueryEnd.reason(execution))))) {
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

  private BoundQuery query(String name, String sql, Exchange exchange) {
    String values = exchange.getProperty("queryParameters", ParameterValues.NONE, String.class);
    return sql.equals(LIBRARY)
        ? library.get(name).bind(ParameterValues.parse(name, values))
        : BoundQuery.of(name, sql);
  }

  private static Question question(BoundQuery query, Exchange exchange) {
    return new Question(
        query,
        exchange.getProperty("queryDatabase", String.class),
        exchange.getProperty("queryOutput", String.class),
        DataSize.parse(exchange.getProperty("queryScanLimit", String.class)));
  }
}
