package io.ticklake.faults;

import java.util.HashMap;
import java.util.Map;

/** Settings of a program that does nothing but archive bars, in small slices. */
final class ProgramSettings {
  /** Nobody listens there. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private ProgramSettings() {}

  /**
   * For these services.
   *
   * @param topic of the bars
   */
  static Map<String, String> of(String brokers, String s3, String sns, String topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put("ticklake.kafka.brokers", brokers);
    settings.put("ticklake.s3.endpoint", s3);
    settings.put("ticklake.sns.endpoint", sns);
    settings.put("ticklake.glue.endpoint", NOWHERE);
    settings.put("ticklake.athena.endpoint", NOWHERE);
    settings.put("ticklake.market.base-url", NOWHERE);
    settings.put("ticklake.market.api-key", "unused");
    settings.put("ticklake.aws.access-key", ServiceHost.KEY.id());
    settings.put("ticklake.aws.secret-key", ServiceHost.KEY.secret());
    settings.put("ticklake.archive.bucket", ServiceHost.BUCKET);
    settings.put("ticklake.sns.topic-arn", ServiceHost.TOPIC_ARN);
    settings.put("ticklake.ingest.bars-topic", topic);
    settings.put("ticklake.archive.bars-format", "json-lines");
    settings.put("ticklake.archive.slice-size", "64KB");
    settings.put("ticklake.archive.slice-age", "1s");
    settings.put("ticklake.archive.slice-idle", "500ms");
    settings.put("camel.component.kafka-slice.session-timeout-ms", "4000");
    settings.put("camel.component.kafka-slice.heartbeat-interval-ms", "1000");
    settings.put(
        "camel.main.routeFilterExcludePattern",
        "ingest-*,catalog-*,query-*,archive-raw,archive-indices");
    return settings;
  }
}
