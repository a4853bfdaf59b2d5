package io.ticklake.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar with configuration only: a route file in {@code ./routes/} archives the
 * benchmark's topic with the template that every dataset uses, and puts routes that stand still in
 * the place of the other stages.
 */
final class TicklakeContender implements Contender {
  private static final List<String> IDLE =
      List.of(
          "ingest-grouped-daily",
          "catalog-poll",
          "query-daily-summary",
          "query-top-movers",
          "query-freshness",
          "query-rows-by-day",
          "archive-raw",
          "archive-indices");

  private static final String STANDSTILL =
      """
      - route:
          id: %1$s
          autoStartup: "false"
          from: { id: %1$s-never, uri: direct, parameters: { name: %1$s-never }, steps: [ { stop: { id: %1$s-stop } } ] }
      """;

  private static final String ARCHIVE =
      """
      - templatedRoute:
          routeId: archive-bars
          routeTemplateRef: archive-topic
          prefixId: bars
          parameters:
            - { name: archive, value: "%2$s" }
            - { name: topic, value: "%1$s" }
            - { name: group, value: "%2$s" }
            - { name: format, value: %3$s }
            - { name: layout, value: "%4$s/timespan={header:timespan}/dt={header:dt}" }
            - { name: sliceRecords, value: "%5$d" }
            # On a busy machine time must not seal what the others seal by records.
            - { name: sliceAge, value: 10m }
            - { name: sliceIdle, value: %6$s }
      """;

  private final Path jar;
  private final String idle;
  private final String buffer;

  /**
   * @param idle after which it seals a slice that gets nothing, {@code 0s} for never
   * @param buffer bytes that its open slices may hold
   */
  TicklakeContender(Path jar, String idle, String buffer) {
    this.jar = jar.toAbsolutePath();
    this.idle = idle;
    this.buffer = buffer;
  }

  @Override
  public String name() {
    return "ticklake";
  }

  @Override
  public boolean writes(Coding coding) {
    return true;
  }

  @Override
  public boolean namesPartitions() {
    return true;
  }

  @Override
  public List<String> command(Job job, Path directory) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    StringBuilder text = new StringBuilder();
    IDLE.forEach(route -> text.append(STANDSTILL.formatted(route)));
    text.append(
        ARCHIVE.formatted(
            job.topic(),
            job.group(),
            format(job.coding()),
            job.prefix(),
            job.sliceRecords(),
            idle));
    Files.writeString(routes.resolve("bench.camel.yaml"), text);
    List<String> command = new ArrayList<>();
    settings(job).forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private Map<String, String> settings(Job job) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("ticklake.kafka.brokers", job.brokers());
    settings.put("ticklake.s3.endpoint", job.s3());
    settings.put("ticklake.sns.endpoint", job.sns());
    settings.put("ticklake.glue.endpoint", job.sns());
    settings.put("ticklake.athena.endpoint", job.sns());
    settings.put("ticklake.market.base-url", job.sns());
    settings.put("ticklake.market.api-key", "unused");
    settings.put("ticklake.aws.access-key", job.accessKey());
    settings.put("ticklake.aws.secret-key", job.secretKey());
    settings.put("ticklake.archive.bucket", job.bucket());
    settings.put("ticklake.sns.topic-arn", BenchServices.TOPIC_ARN);
    settings.put("ticklake.archive.buffer-size", buffer);
    settings.put("ticklake.management.port", "0");
    return settings;
  }

  private static String format(Coding coding) {
    return switch (coding) {
      case NONE -> "jsonLines";
      case GZIP_1 -> "jsonLinesGzip";
      case GZIP_6 -> "jsonLinesGzip6";
      case ZSTD_1 -> "jsonLinesZstd1";
      case PARQUET_ZSTD -> "barsParquet";
    };
  }
}
