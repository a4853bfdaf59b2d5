package io.ticklake.kafka;

import java.util.Map;

/**
 * A topic as it is created when missing.
 *
 * @param configs topic settings of Kafka that differ from the broker's
 */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {
  // A grouped daily page has about 1.5 MB, one with 50,000 minute bars 6 MB; Kafka's default is 1
  // MB.
  static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  public TopicSpec {
    configs = Map.copyOf(configs);
  }

  /** A topic of records, pages included. */
  public static TopicSpec records(String name, int partitions) {
    return new TopicSpec(
        name, partitions, Map.of("max.message.bytes", String.valueOf(MAX_RECORD_BYTES)));
  }
}
