package io.ticklake.bench.camel;

import io.ticklake.bench.Job;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * camel-kafka's batching consumer: a list of exchanges for each poll, split by date, one put for
 * each date. Commits after each batch; a crash between repeats the batch under other keys.
 */
public final class CamelBatching {
  private static final int BATCH = 50_000;

  private CamelBatching() {}

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
                from(StockS3.kafka(job)
                        + "&batching=true&maxPollRecords="
                        + BATCH
                        + "&pollTimeoutMs=1000")
                    .process(CamelBatching::byDate)
                    .split(body())
                    .process(exchange -> StockS3.prepare(exchange, job))
                    .to(StockS3.store(job));
              }
            });
    main.run();
  }

  private static void byDate(Exchange exchange) {
    List<?> batch = exchange.getMessage().getBody(List.class);
    DatedRecords records = new DatedRecords();
    for (Object each : batch) {
      records.add(((Exchange) each).getMessage());
    }
    exchange.getMessage().setBody(records.groups());
  }
}
