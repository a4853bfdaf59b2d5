package io.ticklake.ops.control;

import io.ticklake.component.kafkaslice.KafkaSliceConsumer;
import io.ticklake.component.kafkaslice.PartitionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** An archive route for JMX. */
final class ArchiveControl implements ArchiveMXBean {
  private final RouteSwitch route;
  private final KafkaSliceConsumer consumer;
  private final ToLongFunction<PartitionSnapshot> behind;
  private final LastLanded lastLanded;

  /**
   * @param behind records that Kafka has and the partition has not read
   */
  ArchiveControl(
      RouteSwitch route,
      KafkaSliceConsumer consumer,
      ToLongFunction<PartitionSnapshot> behind,
      LastLanded lastLanded) {
    this.route = route;
    this.consumer = consumer;
    this.behind = behind;
    this.lastLanded = lastLanded;
  }

  @Override
  public String getTopic() {
    return consumer.getEndpoint().getConfiguration().getTopic();
  }

  @Override
  public String getState() {
    return route.state();
  }

  @Override
  public int getPartitions() {
    return consumer.partitions().size();
  }

  @Override
  public int getOpenSlices() {
    return (int) sum(partition -> partition.openRecords() > 0 ? 1 : 0);
  }

  @Override
  public long getBufferedBytes() {
    return sum(partition -> partition.openBytes() + partition.shippingBytes());
  }

  @Override
  public long getOpenRecords() {
    return sum(ArchiveControl::open);
  }

  @Override
  public long getLag() {
    return sum(partition -> open(partition) + behind.applyAsLong(partition));
  }

  private static long open(PartitionSnapshot partition) {
    return partition.openRecords() + partition.shippingRecords();
  }

  private long sum(ToLongFunction<PartitionSnapshot> value) {
    return consumer.partitions().stream().mapToLong(value).sum();
  }

  @Override
  public String getLastLandedObject() {
    return lastLanded.key();
  }

  @Override
  public String getLastLandedAt() {
    return lastLanded.at().map(Instant::toString).orElse("");
  }

  @Override
  public String getTrouble() {
    Optional<String> away = consumer.connectionFailure();
    List<PartitionSnapshot> partitions = consumer.partitions();
    return away.orElseGet(
        () ->
            partitions.stream()
                .filter(partition -> !partition.isHealthy())
                .map(p -> p.partition() + ": " + p.trouble().orElse(""))
                .collect(Collectors.joining("; ")));
  }

  @Override
  public void sealNow() {
    consumer.sealNow();
  }

  @Override
  public void pause() {
    route.pause();
  }

  @Override
  public void resume() {
    route.resume();
  }
}
