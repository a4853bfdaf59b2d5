package io.ticklake.bench.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar with settings only: it finds the days by itself, the other stages stand still.
 */
final class TicklakeContender implements Contender {
  private final Path jar;
  private final BenchServices services;

  TicklakeContender(Path jar, BenchServices services) {
    this.jar = jar;
    this.services = services;
  }

  @Override
  public String name() {
    return "ticklake";
  }

  @Override
  public List<String> command(IngestJob job, Path directory) {
    List<String> command = new ArrayList<>();
    settings(job).forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private Map<String, String> settings(IngestJob job) {
    Map<String, String> settings = new LinkedHashMap<>(services.settings(job.barsTopic()));
    settings.put("ticklake.market.base-url", job.market());
    settings.put("ticklake.market.api-key", "bench");
    settings.put("ticklake.market.requests-per-minute", "6000");
    settings.put("ticklake.ingest.grouped-daily.period", "100ms");
    settings.put(
        "ticklake.ingest.grouped-daily.enabled", String.valueOf(job.kind() == PageKind.GROUPED));
    settings.put("ticklake.ingest.minute-range.period", "100ms");
    settings.put(
        "ticklake.ingest.minute-range.enabled", String.valueOf(job.kind() == PageKind.RANGE));
    settings.put("ticklake.ingest.minute-range.tickers", PreparedPages.RANGE_TICKER);
    settings.put("ticklake.ingest.lookback-days", Long.toString(job.days()));
    settings.put("ticklake.ingest.raw-topic", job.rawTopic());
    settings.put("ticklake.ingest.bars-topic", job.barsTopic());
    settings.put("ticklake.kafka.dead-letter-topic", job.barsTopic() + "-dlq");
    settings.put("ticklake.management.port", "0");
    settings.put("camel.main.routeFilterExcludePattern", "catalog-*,query-*,archive-*");
    return settings;
  }
}
