package io.ticklake.catalog;

import io.ticklake.component.aws2glue.Glue2Constants;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Brings the tables up to date by what the ledger says, one archive after the other. A table that
 * cannot be has no effect on the others: its failure is told at the end.
 */
final class LedgerWay {
  private static final String UPDATE = "catalogUpdate";
  private static final String LANDED = "catalogLanded";

  private final List<String> archives;
  private final Lake lake;
  private final LakeTables tables;
  private final Registration registration;
  private final Clock clock;
  private final LedgerReading ledger;

  /** What is known of an update so far; the archives' exchanges share it. */
  private static final class Update {
    private final Instant begun;
    private final List<String> failures = new ArrayList<>();
    private boolean more;

    Update(Instant begun) {
      this.begun = begun;
    }
  }

  LedgerWay(
      List<String> archives, Lake lake, LakeTables tables, Registration registration, Clock clock) {
    this.archives = List.copyOf(archives);
    this.lake = lake;
    this.tables = tables;
    this.registration = registration;
    this.clock = clock;
    this.ledger = new LedgerReading(lake.ledger());
  }

  /** Begins an update; the body is the list of archives. */
  void begin(Exchange exchange) {
    exchange.setProperty(UPDATE, new Update(clock.instant()));
    exchange.getMessage().setBody(archives);
  }

  /** Makes the archive's table as it should be; the body is the list of partitions to create. */
  void agree(Exchange exchange) throws IOException {
    String archive = exchange.getMessage().getBody(String.class);
    Landed landed = ledger.since(archive, tables.properties(archive));
    exchange.setProperty(LANDED, landed);
    exchange.getMessage().setHeader(Glue2Constants.TABLE_NAME, archive);
    exchange
        .getMessage()
        .setBody(
            landed.folders.isEmpty()
                ? List.of()
                : tables.agree(LakeTable.of(archive, landed, lake), registration));
  }

  /** Notes in the table how far the ledger was read. */
  void settle(Exchange exchange) {
    Landed landed = exchange.getProperty(LANDED, Landed.class);
    String table = exchange.getMessage().getHeader(Glue2Constants.TABLE_NAME, String.class);
    if (!landed.marks.isEmpty()) {
      tables.mark(table, landed.marks);
    }
    update(exchange).more |= landed.more;
  }

  /** Keeps what is wrong with one table. */
  void failed(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    update(exchange).failures.add(String.valueOf(failure.getMessage()));
  }

  /** Ends an update; the body is a {@link CatalogRun}. */
  void end(Exchange exchange, String by) {
    Update update = update(exchange);
    if (update.more) {
      CrawlNeed.leaveSome(exchange);
    }
    Duration took = Duration.between(update.begun, clock.instant());
    exchange.getMessage().setBody(new CatalogRun(by, took, update.failures));
  }

  private static Update update(Exchange exchange) {
    return exchange.getProperty(UPDATE, Update.class);
  }
}
