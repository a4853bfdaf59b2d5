package io.ticklake.query;

import io.ticklake.errors.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * One question to Athena and the wait for its answer. Its own step and not aws2-athena's start,
 * which cannot bind parameters and does not look at what is scanned. An interrupt stops the query
 * too.
 */
public final class AthenaQuery {
  private final AthenaClient athena;
  private final QueryConfig config;
  private final Clock clock;

  public AthenaQuery(AthenaClient athena, QueryConfig config, Clock clock) {
    this.athena = athena;
    this.config = config;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param execution what Athena says of it: bytes, time, where its file is
   */
  public record Answer(QueryExecution execution, QueryResult result) {}

  /**
   * Asks and waits.
   *
   * @param limit rows to fetch at most
   * @throws RetryLater with Athena's reason, or because the answer did not come in time, or because
   *     it read more than it may
   */
  public Answer ask(Question question, int limit) throws InterruptedException {
    QueryExecution execution = run(question, () -> false);
    QueryEnd.requireSuccess(question.name(), execution, this::cutoff);
    try {
      QueryResult result =
          QueryResult.read(
              athena.getQueryResultsPaginator(
                  request -> request.queryExecutionId(execution.queryExecutionId())),
              execution.statementTypeAsString(),
              limit);
      return new Answer(execution, result);
    } catch (SdkException e) {
      throw QueryFailure.notAnswered(question.name(), e);
    }
  }

  /**
   * Asks and waits for an end, whatever it is.
   *
   * @param stopping looked at while it waits; when it says so, the query is given up
   * @throws RetryLater when the question was refused, took too long or read more than it may
   * @throws QueryGivenUp when it was given up
   */
  QueryExecution run(Question question, BooleanSupplier stopping) throws InterruptedException {
    try {
      return await(question, start(question), stopping);
    } catch (SdkException e) {
      throw QueryFailure.notAnswered(question.name(), e);
    }
  }

  /** What the workgroup lets a query read, for messages. */
  String cutoff() {
    String workGroup = "the workgroup '" + config.workGroup() + "'";
    try {
      Long bytes =
          athena
              .getWorkGroup(request -> request.workGroup(config.workGroup()))
              .workGroup()
              .configuration()
              .bytesScannedCutoffPerQuery();
      return bytes == null ? workGroup : "the %,d bytes of %s".formatted(bytes, workGroup);
    } catch (SdkException e) {
      // The figure is a courtesy; the right to ask for it may be missing.
      return workGroup;
    }
  }

  private String start(Question question) {
    return athena
        .startQueryExecution(
            request -> {
              request
                  .queryString(question.query().sql())
                  .workGroup(config.workGroup())
                  .queryExecutionContext(context -> context.database(question.database()))
                  .resultConfiguration(result -> result.outputLocation(question.output()));
              // An empty list is refused.
              if (!question.query().literals().isEmpty()) {
                request.executionParameters(question.query().literals());
              }
            })
        .queryExecutionId();
  }

  private QueryExecution await(Question question, String id, BooleanSupplier stopping)
      throws InterruptedException {
    Instant begin = clock.instant();
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
      if (QueryEnd.scanned(execution) > question.scanLimit().bytes()) {
        stop(id);
        throw QueryEnd.overLimit(question, execution);
      }
      if (QueryEnd.isSuccess(execution) || QueryEnd.isFailure(execution)) {
        return execution;
      }
      Duration waited = Duration.between(begin, clock.instant());
      if (waited.compareTo(config.waitTimeout()) >= 0) {
        stop(id);
        throw QueryEnd.timedOut(question.name(), id, waited);
      }
      pause(id);
      if (stopping.getAsBoolean()) {
        stop(id);
        throw new QueryGivenUp(question.name());
      }
    }
  }

  private void pause(String id) throws InterruptedException {
    try {
      TimeUnit.MILLISECONDS.sleep(config.pollDelay().toMillis());
    } catch (InterruptedException e) {
      stop(id);
      throw e;
    }
  }

  // It would go on reading, and cost money, for an answer that nobody fetches.
  private void stop(String id) {
    athena.stopQueryExecution(request -> request.queryExecutionId(id));
  }
}
