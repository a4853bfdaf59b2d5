package io.ticklake.component.kafkaslice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Consumes sealed slices: one exchange each, its body a {@link Slice}. This class is Camel's handle
 * on it, start, suspend, resume, stop; the work is done in {@link SliceEngine}. Suspended, it keeps
 * its partitions and open slices and begins nothing. When the program ends, what is open is sealed
 * and lands; when a route is stopped, it is dropped and read again.
 */
public final class KafkaSliceConsumer extends DefaultConsumer
    implements Suspendable, ShutdownAware {
  private final KafkaSliceEndpoint endpoint;
  private volatile @Nullable SliceEngine engine;

  KafkaSliceConsumer(KafkaSliceEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  public KafkaSliceEndpoint getEndpoint() {
    return endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    KafkaSliceHealthCheck healthCheck = new KafkaSliceHealthCheck(this, getRouteId());
    healthCheck.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
    setHealthCheck(healthCheck);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    SliceEngine started =
        new SliceEngine(
            endpoint.settings(Optional.ofNullable(getRouteId()).orElse("kafka-slice")),
            new KafkaClients(endpoint),
            new SliceRoute(this),
            endpoint.getCamelContext().getExecutorServiceManager(),
            this);
    started.start();
    engine = started;
  }

  /** Camel suspends before it stops: at the end of the program, what is open is to land before. */
  @Override
  protected void doSuspend() {
    boolean ending = endpoint.getCamelContext().isStopping();
    engine().ifPresent(ending ? SliceEngine::drain : SliceEngine::suspend);
  }

  @Override
  protected void doResume() {
    engine().ifPresent(SliceEngine::resume);
  }

  @Override
  protected void doStop() throws Exception {
    engine().ifPresent(SliceEngine::stop);
    engine = null;
    super.doStop();
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return false;
  }

  /** Slices that a stop waits for. One that waits for a retry does not hold it up. */
  @Override
  public int getPendingExchangesSize() {
    return engine().map(SliceEngine::slicesUnderWay).orElse(0);
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // Camel has suspended the consumer before, or stops it next: nothing to prepare.
  }

  /** The partitions that this consumer owns now, as of at most a fifth of a second ago. */
  public List<PartitionSnapshot> partitions() {
    return engine().map(SliceEngine::partitions).orElse(List.of());
  }

  /** Seals what is open of its partitions now, whether a rule makes it due or not. */
  public void sealNow() {
    engine().ifPresent(SliceEngine::seal);
  }

  /** Why it is not in the consumer group, if it should be and is not. */
  public Optional<String> connectionFailure() {
    return engine().flatMap(SliceEngine::failure);
  }

  /** Since when it is not in the consumer group, if it should be and is not. */
  public Optional<Instant> connectionLostAt() {
    return engine().flatMap(SliceEngine::failedSince);
  }

  private Optional<SliceEngine> engine() {
    return Optional.ofNullable(engine);
  }
}
