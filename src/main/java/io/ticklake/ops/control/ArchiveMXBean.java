package io.ticklake.ops.control;

/** A route that archives a topic. Times are ISO 8601, UTC; an empty text is "not yet". */
public interface ArchiveMXBean {
  String getTopic();

  /** Started, Suspended, Stopped. */
  String getState();

  /** Partitions that this process holds. */
  int getPartitions();

  /** Partitions that take records into a slice. */
  int getOpenSlices();

  /** Heap of slices that are open or under way. */
  long getBufferedBytes();

  /** Records that are read and not durable. */
  long getOpenRecords();

  /** Records on Kafka that are not durable. */
  long getLag();

  String getLastLandedObject();

  String getLastLandedAt();

  /** Why partitions wait; empty when none does. */
  String getTrouble();

  /** Seals the open slices now, whether a rule makes it due or not. */
  void sealNow();

  /** Begins nothing new; slices under way end. Keeps its partitions. */
  void pause();

  void resume();
}
