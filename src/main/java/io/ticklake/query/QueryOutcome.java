package io.ticklake.query;

import io.ticklake.errors.RetryLater;
import io.ticklake.model.Landings;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.athena.Athena2Constants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Looks how a query has ended, which aws2-athena leaves to the route: it is silent about FAILED,
 * CANCELLED and a wait that ran out.
 */
public final class QueryOutcome {
  private static final Logger LOG = LoggerFactory.getLogger(QueryOutcome.class);

  private final AthenaClient athena;
  private final Landings landings;

  QueryOutcome(AthenaClient athena, Landings landings) {
    this.athena = athena;
    this.landings = landings;
  }

  /**
   * Goes on when the query has succeeded, and keeps its execution for the report. While the
   * catalogue has no table yet an absent one is no fault: the exchange ends with a line that says
   * so.
   *
   * @throws RetryLater with Athena's reason, or because it did not end in time; it is stopped then
   */
  public void check(Exchange exchange) {
    String name = QueryName.of(exchange);
    QueryExecution execution = execution(exchange.getMessage());
    if (execution != null && QueryEnd.isSuccess(execution)) {
      exchange.setProperty(QueryReport.EXECUTION, execution);
    } else if (execution == null || !QueryEnd.isFailure(execution)) {
      throw stopped(name, exchange.getMessage());
    } else if (QueryEnd.isForAbsentTable(execution) && !landings.isCatalogued()) {
      LOG.atInfo().addKeyValue("query", name).log("nothing to query yet");
      exchange.setRouteStop(true);
    } else {
      throw QueryEnd.failure(name, execution);
    }
  }

  // Null when nobody looked: the route's waitTimeout is 0, or the program stops.
  private static @Nullable QueryExecution execution(Message message) {
    GetQueryExecutionResponse answer = message.getBody(GetQueryExecutionResponse.class);
    return answer == null ? null : answer.queryExecution();
  }

  private RetryLater stopped(String name, Message message) {
    String id = message.getHeader(Athena2Constants.QUERY_EXECUTION_ID, String.class);
    Long waited =
        message.getHeader(Athena2Constants.START_QUERY_EXECUTION_ELAPSED_MILLIS, Long.class);
    if (id != null) {
      // It would go on reading, and cost money, for an answer that nobody fetches.
      athena.stopQueryExecution(request -> request.queryExecutionId(id));
    }
    return QueryEnd.timedOut(name, id, Duration.ofMillis(waited == null ? 0 : waited));
  }
}
