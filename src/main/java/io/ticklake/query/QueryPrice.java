package io.ticklake.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * What Athena takes for the bytes that it scans; an estimate, without tax and agreements.
 *
 * @param perTerabyte in US dollars
 */
public record QueryPrice(BigDecimal perTerabyte) {
  // Athena's price page: rounded up to the megabyte, 10 MB at least for each query.
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 10 * MEGABYTE;
  private static final BigDecimal TERABYTE = BigDecimal.valueOf(1L << 40);

  /** What an execution read and what Athena would take for it, in a sentence. */
  public String sentence(QueryExecution execution) {
    return "%,d bytes read, about $%s."
        .formatted(QueryEnd.scanned(execution), of(execution).toPlainString());
  }

  /** Dollars for one query; statements about the catalogue are free. */
  BigDecimal of(QueryExecution execution) {
    return "DML".equals(execution.statementTypeAsString())
        ? of(QueryEnd.scanned(execution))
        : BigDecimal.ZERO;
  }

  BigDecimal of(long scannedBytes) {
    long billed = Math.max(LEAST, (scannedBytes + MEGABYTE - 1) / MEGABYTE * MEGABYTE);
    return perTerabyte
        .multiply(BigDecimal.valueOf(billed))
        .divide(TERABYTE, 6, RoundingMode.HALF_UP);
  }
}
