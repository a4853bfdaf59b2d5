package io.ticklake.query;

import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.model.Event;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.AthenaException;

/** Reports a query that brought no answer, once, with Athena's reason. */
final class QueryFailure {
  private static final Logger LOG = LoggerFactory.getLogger(QueryFailure.class);

  private final Consumer<Event> events;

  QueryFailure(Consumer<Event> events) {
    this.events = events;
  }

  /** Logs the exchange's failure as one line, with a trace only when nobody expected it. */
  void report(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String name = QueryName.of(exchange);
    if (failure instanceof QueryGivenUp) {
      LOG.debug("{}", failure.getMessage());
      return;
    }
    boolean expected = failure instanceof CodedException || failure instanceof SdkException;
    CodedException coded =
        failure instanceof CodedException own ? own : uncoded(name, failure, exchange);
    events.accept(new Event.QueryFailed(name, coded.code().name(), reason(coded)));
    LOG.atError()
        .addKeyValue("query", name)
        .addKeyValue("code", coded.code())
        .setCause(expected ? null : failure)
        .log(coded.getMessage());
  }

  private static CodedException uncoded(String name, Exception failure, Exchange exchange) {
    if (exchange.getProperty(QueryReport.EXECUTION) == null) {
      return notAnswered(name, failure);
    }
    return new RetryLater(
        ErrorCode.QUERY_NOT_DELIVERED,
        "Query '%s' was answered, but its answer could not be passed on: %s"
            .formatted(name, reason(failure)),
        failure);
  }

  /** The exception for a call that Athena refused, or did not answer. */
  static RetryLater notAnswered(String name, Exception failure) {
    return new RetryLater(
        ErrorCode.QUERY_FAILED,
        "Query '%s' was not answered: %s".formatted(name, reason(failure)),
        failure);
  }

  // What Athena says, without the SDK's own numbers around it.
  private static String reason(Exception failure) {
    if (failure instanceof AthenaException refusal && refusal.awsErrorDetails() != null) {
      return "Athena refuses it: " + refusal.awsErrorDetails().errorMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
