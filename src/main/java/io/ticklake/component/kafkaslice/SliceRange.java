package io.ticklake.component.kafkaslice;

/** A sealed, contiguous offset range of one partition. Both ends inclusive. */
public record SliceRange(String topic, int partition, long firstOffset, long lastOffset) {
  public SliceRange {
    if (lastOffset < firstOffset) {
      throw new IllegalArgumentException(
          "Slice ends before it starts: " + firstOffset + ".." + lastOffset);
    }
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "[" + firstOffset + ".." + lastOffset + "]";
  }
}
