package io.ticklake.component.kafkaleader;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.spi.ShutdownAware;

/**
 * Leads as Camel's consumer does. That one stops the route's steps together with itself, first
 * thing in a stop, so that a tick under way fails in its middle; this one only begins no more of
 * them then, and is stopped when the last has ended.
 */
final class LeaderConsumer extends MasterConsumer implements ShutdownAware {
  LeaderConsumer(LeaderEndpoint endpoint, Processor processor, CamelClusterService service) {
    super(endpoint, processor, service);
  }

  /** The one call that tells of a stop before Camel waits for what is under way. */
  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    suspend();
    return true;
  }

  /** What is under way, Camel counts by itself. */
  @Override
  public int getPendingExchangesSize() {
    return 0;
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // Nothing is held that had to be let go.
  }
}
