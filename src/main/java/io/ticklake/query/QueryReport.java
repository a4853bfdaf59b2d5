package io.ticklake.query;

import io.ticklake.model.Event;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Logs an answer: one line with what it took, and the rows as a table below it. */
public final class QueryReport {
  static final String EXECUTION = "queryExecution";
  static final String RESULT = "queryResult";
  private static final Logger LOG = LoggerFactory.getLogger(QueryReport.class);

  private final int maxRows;
  private final QueryPrice price;
  private final Consumer<Event> events;

  QueryReport(int maxRows, QueryPrice price, Consumer<Event> events) {
    this.events = events;
    this.maxRows = maxRows;
    this.price = price;
  }

  /** Reads the pages of the answer and logs them; the body becomes the {@link QueryResult}. */
  public QueryResult log(@Body Iterable<GetQueryResultsResponse> pages, Exchange exchange) {
    QueryExecution execution = exchange.getProperty(EXECUTION, QueryExecution.class);
    QueryResult result = QueryResult.read(pages, execution.statementTypeAsString(), maxRows);
    exchange.setProperty(RESULT, result);
    // Not as key-values: they would be printed below the table.
    LOG.info(
        "query answered query={} rows={} bytes={} cost=${} tookMs={}\n{}",
        QueryName.of(exchange),
        result.rows().size(),
        execution.statistics().dataScannedInBytes(),
        price.of(execution).toPlainString(),
        execution.statistics().totalExecutionTimeInMillis(),
        ResultTable.text(result));
    events.accept(
        new Event.QueryAnswered(
            QueryName.of(exchange),
            QueryEnd.scanned(execution),
            Duration.ofMillis(execution.statistics().totalExecutionTimeInMillis())));
    return result;
  }
}
