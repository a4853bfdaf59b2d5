package io.ticklake.query;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;

/** What an execution's state means, in words for the person who asked. */
final class QueryEnd {
  // Athena's words for a query that read more than its workgroup allows.
  private static final String CUT_OFF = "Bytes scanned limit was exceeded";

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

  /** Bytes read so far. */
  static long scanned(QueryExecution execution) {
    QueryExecutionStatistics statistics = execution.statistics();
    Long bytes = statistics == null ? null : statistics.dataScannedInBytes();
    return bytes == null ? 0 : bytes;
  }

  /**
   * Goes on after a success.
   *
   * @param cutoff says what the workgroup allows; asked only when that was exceeded
   */
  static void requireSuccess(String name, QueryExecution execution, Supplier<String> cutoff) {
    if (!isSuccess(execution)) {
      throw reason(execution).contains(CUT_OFF)
          ? cutOff(name, execution, cutoff.get())
          : failure(name, execution);
    }
  }

  private static RetryLater failure(String name, QueryExecution execution) {
    return new RetryLater(
        ErrorCode.QUERY_FAILED,
        "Query '%s' ended %s: %s. Execution %s."
            .formatted(
                name,
                execution.status().stateAsString(),
                reason(execution),
                execution.queryExecutionId()));
  }

  private static RetryLater cutOff(String name, QueryExecution execution, String limit) {
    return new RetryLater(
        ErrorCode.QUERY_SCAN_LIMIT,
        ("Query '%s' ended %s: %s. It had read %,d bytes, more than %s. Execution %s. Let it read"
                + " less, for example fewer days, or raise the workgroup's BytesScannedCutoffPerQuery.")
            .formatted(
                name,
                execution.status().stateAsString(),
                reason(execution),
                scanned(execution),
                limit,
                execution.queryExecutionId()));
  }

  /** The exception for an execution that read more than our own limit. */
  static RetryLater overLimit(Question question, QueryExecution execution) {
    return new RetryLater(
        ErrorCode.QUERY_SCAN_LIMIT,
        ("Query '%s' was stopped: it had read %,d bytes, more than its limit of %s (%,d bytes)."
                + " Execution %s. Let it read less, for example fewer days or columns, or raise"
                + " ticklake.query.scan-limit, or its scanLimit in query.camel.yaml.")
            .formatted(
                question.name(),
                scanned(execution),
                question.scanLimit(),
                question.scanLimit().bytes(),
                execution.queryExecutionId()));
  }

  /** The exception for an execution that took too long and was stopped. */
  static RetryLater timedOut(String name, String id, Duration waited) {
    return new RetryLater(
        ErrorCode.QUERY_TIMED_OUT,
        ("Query '%s' had not ended after %.1f s and was stopped. Execution %s. Let it read less, for"
                + " example fewer days, or raise ticklake.query.wait-timeout.")
            .formatted(name, waited.toMillis() / 1000.0, id));
  }

  static String reason(QueryExecution execution) {
    String reason = execution.status().stateChangeReason();
    return reason == null ? "Athena gives no reason" : reason;
  }
}
