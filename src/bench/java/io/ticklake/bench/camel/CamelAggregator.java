package io.ticklake.bench.camel;

import io.ticklake.bench.Job;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.main.Main;

/**
 * Camel's aggregator pattern: an exchange for each record, aggregated by partition and date, one
 * put for each group. Offsets are committed when records are read, not when they are stored: a
 * crash loses what is aggregated.
 */
public final class CamelAggregator {
  private CamelAggregator() {}

  /** Runs until killed. */
  public static void main(String[] args) throws Exception {
    Job job = Job.ofProcess();
    Main main = new Main();
    main.bind("s3Client", StockS3.client(job));
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(StockS3.kafka(job) + "&maxPollRecords=2000")
                    .aggregate(
                        simple("${header." + KafkaConstants.PARTITION + "}/${header.dt}"),
                        CamelAggregator::add)
                    .completionSize((int) (job.sliceRecords() / 4))
                    .completionTimeout(2_000)
                    .process(
                        exchange ->
                            exchange
                                .getMessage()
                                .setBody(exchange.getMessage().getBody(DatedRecords.class).only()))
                    .process(exchange -> StockS3.prepare(exchange, job))
                    .to(StockS3.store(job));
              }
            });
    main.run();
  }

  private static Exchange add(Exchange old, Exchange fresh) {
    DatedRecords records =
        old == null ? new DatedRecords() : old.getMessage().getBody(DatedRecords.class);
    records.add(fresh.getMessage());
    if (old != null) {
      return old;
    }
    fresh.getMessage().setBody(records);
    return fresh;
  }
}
