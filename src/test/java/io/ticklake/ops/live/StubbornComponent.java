package io.ticklake.ops.live;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code stubborn:starts} starts, {@code stubborn:refuses} is made and cannot be started. */
final class StubbornComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
    return new StubbornEndpoint(uri, this, rest.equals("refuses"));
  }

  private static final class StubbornEndpoint extends DefaultEndpoint {
    private final boolean refuses;

    StubbornEndpoint(String uri, StubbornComponent component, boolean refuses) {
      super(uri, component);
      this.refuses = refuses;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("only consumed from");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor) {
        @Override
        protected void doStart() throws Exception {
          super.doStart();
          if (refuses) {
            throw new IllegalStateException("port 4711 is taken");
          }
        }
      };
    }

    @Override
    public boolean isSingleton() {
      return true;
    }
  }
}
