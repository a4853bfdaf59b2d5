package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.athena.Progress.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The {@code QueryExecution} of the service's model. */
final class ExecutionJson {
  private final Clock clock;

  ExecutionJson(Clock clock) {
    this.clock = clock;
  }

  ObjectNode write(Execution execution) {
    QueryRequest request = execution.request();
    Progress progress = execution.progress();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("QueryExecutionId", request.id()).put("Query", request.sql());
    json.put("StatementType", request.kind().type());
    json.put("SubstatementType", request.kind().subtype());
    json.putObject("ResultConfiguration").put("OutputLocation", request.outputObject());
    json.putObject("ResultReuseConfiguration")
        .putObject("ResultReuseByAgeConfiguration")
        .put("Enabled", false);
    var context = json.putObject("QueryExecutionContext");
    if (!request.database().isEmpty()) {
      context.put("Database", request.database());
    }
    if (!request.catalog().isEmpty()) {
      context.put("Catalog", request.catalog());
    }
    status(json.putObject("Status"), request, progress);
    statistics(json.putObject("Statistics"), request, progress);
    json.put("WorkGroup", WorkGroups.PRIMARY);
    WorkGroups.engine(json.putObject("EngineVersion"));
    if (!request.parameters().isEmpty()) {
      request.parameters().forEach(json.putArray("ExecutionParameters")::add);
    }
    return json;
  }

  private static void status(ObjectNode status, QueryRequest request, Progress progress) {
    status.put("State", progress.state().name());
    if (!progress.reason().isEmpty()) {
      status.put("StateChangeReason", progress.reason());
    }
    status.put("SubmissionDateTime", WorkGroups.seconds(request.submitted()));
    progress
        .completed()
        .ifPresent(time -> status.put("CompletionDateTime", WorkGroups.seconds(time)));
    if (progress.state() == State.FAILED) {
      status
          .putObject("AthenaError")
          .put("ErrorCategory", AthenaErrors.category(progress.reason()))
          .put("ErrorType", AthenaErrors.errorType(progress.reason()))
          .put("Retryable", false)
          .put("ErrorMessage", progress.reason());
    }
  }

  private void statistics(ObjectNode statistics, QueryRequest request, Progress progress) {
    Instant end = progress.completed().orElse(clock.instant());
    Instant start = progress.started().orElse(end);
    statistics
        .put("EngineExecutionTimeInMillis", Duration.between(start, end).toMillis())
        .put("DataScannedInBytes", progress.scannedBytes())
        .put("TotalExecutionTimeInMillis", Duration.between(request.submitted(), end).toMillis())
        .put("QueryQueueTimeInMillis", Duration.between(request.submitted(), start).toMillis())
        .put("ServicePreProcessingTimeInMillis", 0)
        .put("QueryPlanningTimeInMillis", progress.planningMillis())
        .put("ServiceProcessingTimeInMillis", 0);
    statistics.putObject("ResultReuseInformation").put("ReusedPreviousResult", false);
  }
}
