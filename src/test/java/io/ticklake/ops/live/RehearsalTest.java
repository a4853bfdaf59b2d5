package io.ticklake.ops.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.ops.live.RouteFile.Origin;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
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
}
