package io.ticklake.component.kafkaslice;

import java.time.Instant;
import java.util.Optional;

/**
 * One assigned partition at a moment, for health, metrics and consoles. Counters begin at the
 * assignment.
 *
 * @param status what it is doing
 * @param trouble what failed last, until an attempt succeeds
 * @param troubledSince since when attempts fail
 * @param openRecords read, not sealed yet
 * @param openBytes heap that they hold, encoded
 * @param shippingRecords in the slice under way
 * @param shippingBytes heap that it holds
 * @param position the offset that is read next
 * @param committed the last commit that Kafka has acknowledged to this consumer
 * @param poison records that could not be archived
 * @param failures of recovery, upload or route, each attempt counted
 */
public record PartitionSnapshot(
    String topic,
    int partition,
    Status status,
    Optional<String> trouble,
    Optional<Instant> troubledSince,
    long openRecords,
    long openBytes,
    long shippingRecords,
    long shippingBytes,
    long position,
    Optional<Long> committed,
    long landedSlices,
    long landedRecords,
    Optional<Instant> lastLandedAt,
    long poison,
    long failures) {

  /** The names of the partition's states. */
  public enum Status {
    RECOVERING,
    READY,
    SHIPPING,
    /** Failed and waits for the next attempt. */
    DELAYED,
    /** Stands until the route is restarted. */
    HALTED;

    static Status of(PartitionState state) {
      if (state instanceof PartitionState.Recovering) {
        return RECOVERING;
      }
      if (state instanceof PartitionState.Ready) {
        return READY;
      }
      if (state instanceof PartitionState.Shipping) {
        return SHIPPING;
      }
      return state instanceof PartitionState.Delayed ? DELAYED : HALTED;
    }
  }

  /** Whether slices are getting through. */
  public boolean isHealthy() {
    return trouble.isEmpty();
  }
}
