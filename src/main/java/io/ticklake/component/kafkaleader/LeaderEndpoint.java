package io.ticklake.component.kafkaleader;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.master.MasterEndpoint;

/** An endpoint of {@link LeaderComponent}. */
final class LeaderEndpoint extends MasterEndpoint {
  LeaderEndpoint(String uri, LeaderComponent component, String namespace, String delegate) {
    super(uri, component, component.getService(), namespace, delegate);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    LeaderConsumer consumer = new LeaderConsumer(this, processor, getComponent().getService());
    configureConsumer(consumer);
    return consumer;
  }
}
