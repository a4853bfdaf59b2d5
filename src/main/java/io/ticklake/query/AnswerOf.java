package io.ticklake.query;

import io.ticklake.model.Answer;
import io.ticklake.model.Answer.Kind;
import io.ticklake.model.Answers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Answers as those outside of this stage know them. */
public final class AnswerOf {
  // A chart is no wider than some hundred bars; five years of days are 1,260.
  private static final int MOST_ROWS = 2_000;
  // The status page shows a table of an answer, not all of it.
  private static final int SHOWN_ROWS = 50;

  private final QueryPrice price;
  private final Answers answers;
  private final Clock clock;

  AnswerOf(QueryPrice price, Answers answers, Clock clock) {
    this.price = price;
    this.answers = answers;
    this.clock = clock;
  }

  /** Reads the pages of the answer; it becomes the body. */
  public Answer read(@Body Iterable<GetQueryResultsResponse> pages, Exchange exchange) {
    QueryExecution execution = execution(exchange);
    return answer(
        QueryResult.read(pages, execution.statementTypeAsString(), MOST_ROWS), exchange, execution);
  }

  /** Shows the first rows of an answer that a route has read to who looks. */
  public void show(@Body QueryResult result, Exchange exchange) {
    QueryResult first = result.rows().size() > SHOWN_ROWS ? result.first(SHOWN_ROWS) : result;
    answers.give(answer(first, exchange, execution(exchange)));
  }

  private Answer answer(QueryResult result, Exchange exchange, QueryExecution execution) {
    List<Answer.Column> columns =
        result.columns().stream()
            .map(c -> new Answer.Column(c.name(), c.isNumber() ? Kind.NUMBER : Kind.TEXT))
            .toList();
    return new Answer(
        QueryName.of(exchange),
        columns,
        result.rows(),
        switch (result.completeness()) {
          case ALL -> Answer.Completeness.ALL;
          case FIRST -> Answer.Completeness.FIRST;
        },
        QueryEnd.scanned(execution),
        price.of(execution),
        took(execution),
        clock.instant());
  }

  private static QueryExecution execution(Exchange exchange) {
    return Objects.requireNonNull(
        exchange.getProperty(QueryReport.EXECUTION, QueryExecution.class), "only after an answer");
  }

  private static Duration took(QueryExecution execution) {
    Long millis =
        execution.statistics() == null ? null : execution.statistics().totalExecutionTimeInMillis();
    return Duration.ofMillis(millis == null ? 0 : millis);
  }
}
