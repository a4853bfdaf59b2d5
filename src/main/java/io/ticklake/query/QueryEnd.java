package io.ticklake.query;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What an execution's state means, in words for the person who asked. */
final class QueryEnd {
  private QueryEnd() {}

  static boolean isSuccess(QueryExecution execution) {
    return execution.status().state() == QueryExecutionState.SUCCEEDED;
  }

  /** Whether it ended FAILED or CANCELLED; else it succeeded or goes on. */
  static boolean isFailure(QueryExecution execution) {
    QueryExecutionState state = execution.status().state();
    return state == QueryExecutionState.FAILED || state == QueryExecutionState.CANCELLED;
  }

  /** Whether it failed because the table or its database is not in the catalogue. */
  static boolean isForAbsentTable(QueryExecution execution) {
    String reason = reason(execution);
    return reason.startsWith("TABLE_NOT_FOUND") || reason.startsWith("SCHEMA_NOT_FOUND");
  }

  /** The exception for an execution that ended without an answer. */
  static RetryLater failure(String name, QueryExecution execution) {
    return new RetryLater(
        ErrorCode.QUERY_FAILED,
        "Query '%s' ended %s: %s. Execution %s."
            .formatted(
                name,
                execution.status().stateAsString(),
                reason(execution),
                execution.queryExecutionId()));
  }

  /** The exception for an execution that took too long and was stopped. */
  static RetryLater timedOut(String name, @Nullable String id, Duration waited) {
    return new RetryLater(
        ErrorCode.QUERY_TIMED_OUT,
        ("Query '%s' had not ended after %.1f s and was stopped. Execution %s. Let it read less, for"
                + " example fewer days, or raise ticklake.query.wait-timeout.")
            .formatted(name, waited.toMillis() / 1000.0, id));
  }

  private static String reason(QueryExecution execution) {
    String reason = execution.status().stateChangeReason();
    return reason == null ? "Athena gives no reason" : reason;
  }
}
