package io.ticklake.query;

import io.ticklake.errors.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * One question to Athena and the wait for its answer, without a route. An interrupt stops the query
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
   * Asks and waits.
   *
   * @param name for messages
   * @param output folder of the result's file: {@code s3://bucket/_athena/}
   * @param limit rows to fetch at most
   * @throws RetryLater with Athena's reason, or because the answer did not come in time
   */
  public QueryResult ask(String name, String sql, String database, String output, int limit)
      throws InterruptedException {
    try {
      String id = start(sql, database, output);
      QueryExecution execution = await(name, id);
      return QueryResult.read(
          athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)),
          execution.statementTypeAsString(),
          limit);
    } catch (SdkException e) {
      throw QueryFailure.notAnswered(name, e);
    }
  }

  private String start(String sql, String database, String output) {
    return athena
        .startQueryExecution(
            request ->
                request
                    .queryString(sql)
                    .workGroup(config.workGroup())
                    .queryExecutionContext(context -> context.database(database))
                    .resultConfiguration(result -> result.outputLocation(output)))
        .queryExecutionId();
  }

  private QueryExecution await(String name, String id) throws InterruptedException {
    Instant begin = clock.instant();
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
      if (QueryEnd.isSuccess(execution)) {
        return execution;
      }
      if (QueryEnd.isFailure(execution)) {
        throw QueryEnd.failure(name, execution);
      }
      Duration waited = Duration.between(begin, clock.instant());
      if (waited.compareTo(config.waitTimeout()) >= 0) {
        stop(id);
        throw QueryEnd.timedOut(name, id, waited);
      }
      pause(id);
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

  private void stop(String id) {
    athena.stopQueryExecution(request -> request.queryExecutionId(id));
  }
}
