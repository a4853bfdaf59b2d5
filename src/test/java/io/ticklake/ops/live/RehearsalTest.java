package io.ticklake.ops.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.ops.live.RouteFile.Origin;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final String AT_ONCE =
      """
      - route:
          id: at-once
          from:
            uri: timer
            parameters: { timerName: at-once, delay: "0", period: "1" }
            steps:
              - bean: { ref: counter, method: incrementAndGet }
      """;

  private static final String COUNTED =
      """
      - route:
          id: counted
          from:
            uri: counted:one
            steps:
              - log: { message: "never" }
      - route:
          id: said
          autoStartup: "true"
          from:
            uri: counted:two
            steps:
              - log: { message: "never" }
      """;

  @Test
  void noConsumerOfARehearsedRouteBeginsItsWork() throws Exception {
    AtomicInteger counter = new AtomicInteger();
    try (DefaultCamelContext running = new DefaultCamelContext()) {
      running.getRegistry().bind("counter", counter);
      Rehearsal rehearsal = new Rehearsal(running, new Properties(), List::of);
      RouteFile file = new RouteFile("a.camel.yaml", "a.camel.yaml", AT_ONCE, Origin.EXTERNAL);

      for (int i = 0; i < 5; i++) {
        assertThat(rehearsal.fingerprints(List.of(file))).containsKey("at-once");
      }
    }
    assertThat(counter).hasValue(0);
  }

  @Test
  void noConsumerIsStartedWhateverTheRouteSays() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    try (DefaultCamelContext running = new DefaultCamelContext()) {
      running.getRegistry().bind("counted", new CountedComponent(starts));
      Rehearsal rehearsal = new Rehearsal(running, new Properties(), List::of);
      RouteFile file = new RouteFile("a.camel.yaml", "a.camel.yaml", COUNTED, Origin.EXTERNAL);

      assertThat(rehearsal.fingerprints(List.of(file))).containsKeys("counted", "said");
    }
    assertThat(starts).hasValue(0);
  }

  private static final class CountedComponent extends DefaultComponent {
    private final AtomicInteger starts;

    CountedComponent(AtomicInteger starts) {
      this.starts = starts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          throw new UnsupportedOperationException("only consumed from");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() {
              starts.incrementAndGet();
            }
          };
        }
      };
    }
  }
}
