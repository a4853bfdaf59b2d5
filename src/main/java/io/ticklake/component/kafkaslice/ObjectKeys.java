package io.ticklake.component.kafkaslice;

import org.apache.kafka.common.Uuid;

/**
 * Names of objects: {@code <folder>/<topic>+<tag>+<partition>+<first offset>.<extension>}.
 *
 * @param tag tells a topic from a later one of the same name
 */
record ObjectKeys(String topic, String tag, String extension) {
  // As wide as the names of Kafka's own segment files; S3 lists keys in UTF-8 order, so listing
  // order is offset order.
  private static final String NAME = "%s/%s+%s+%d+%020d.%s";

  static ObjectKeys of(String topic, Uuid topicId, Format format) {
    return new ObjectKeys(topic, tagOf(topicId), format.extension());
  }

  /** The first 8 hex digits of the topic id. */
  static String tagOf(Uuid topicId) {
    return "%016x".formatted(topicId.getMostSignificantBits()).substring(0, 8);
  }

  String of(String folder, SliceRange range) {
    return NAME.formatted(folder, topic, tag, range.partition(), range.firstOffset(), extension);
  }
}
