package io.ticklake.component.kafkaslice;

import org.apache.kafka.common.TopicPartition;

/** A sealed, contiguous offset range of one partition. Both ends inclusive. */
public record SliceRange(String topic, int partition, long firstOffset, long lastOffset) {
  public SliceRange {
    if (lastOffset < firstOffset) {
      throw new IllegalArgumentException(
          "Slice ends before it starts: " + firstOffset + ".." + lastOffset);
    }
  }

  /** The partition that it is of. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "[" + firstOffset + ".." + lastOffset + "]";
  }
}
