package io.ticklake.query;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Where an answer is kept as CSV. Athena has written it already, under the execution's id; it is
 * copied within S3, so its size does not matter here.
 */
public final class QueryCsv {
  // To the millisecond: a query may be asked every second.
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS");

  private final Clock clock;

  QueryCsv(Clock clock) {
    this.clock = clock;
  }

  /** Sets the names of the copy: from Athena's file to {@code results/NAME/dt=DATE/TIME.csv}. */
  public void name(
      @ExchangeProperty(QueryReport.EXECUTION) QueryExecution execution, Exchange exchange) {
    URI from = URI.create(execution.resultConfiguration().outputLocation());
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    String key =
        "results/%s/dt=%s/%s.csv"
            .formatted(QueryName.of(exchange), now.toLocalDate(), TIME.format(now));
    Message message = exchange.getMessage();
    message.setHeader(AWS2S3Constants.KEY, from.getPath().substring(1));
    message.setHeader(AWS2S3Constants.BUCKET_DESTINATION_NAME, from.getAuthority());
    message.setHeader(AWS2S3Constants.DESTINATION_KEY, key);
  }
}
