package io.ticklake.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ticklake.model.Event;
import io.ticklake.ops.control.ControlBeans;
import io.ticklake.ops.health.StageStates;
import io.ticklake.ops.metrics.ArchiveMeters;
import io.ticklake.ops.metrics.MeteredKafkaClients;
import io.ticklake.ops.metrics.SliceCounters;
import io.ticklake.ops.metrics.StageMeters;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * Everybody who watches the stages: metrics, health and MBeans. Made before the stages, which tell
 * it what happens, and before Camel, which takes over its registry of metrics.
 */
public final class Observation {
  private static final String KAFKA_CLIENTS = "kafkaClients";

  private final Clock clock;
  private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageStates states;
  private final StageMeters stages;
  private final SliceCounters slices;

  public Observation(Clock clock) {
    this.clock = clock;
    this.states = new StageStates(clock);
    this.stages = new StageMeters(meters, clock);
    this.slices = new SliceCounters(meters, clock, stages::landed);
  }

  /** Whom the stages tell. */
  public Consumer<Event> events() {
    return stages.andThen(states);
  }

  /** What works and what fails. */
  public StageStates states() {
    return states;
  }

  /**
   * With these settings Camel's Kafka components take what {@link #bindTo} binds: by its type they
   * would look for it only after they have made one of their own.
   */
  public static Map<String, String> settings() {
    String factory = "#bean:" + KAFKA_CLIENTS;
    return Map.of(
        "camel.component.kafka.kafka-client-factory", factory,
        "camel.component.kafka-slice.kafka-client-factory", factory);
  }

  /** Binds what Camel and its components look for. */
  public void bindTo(BiConsumer<String, Object> registry) {
    // The name under which camel-micrometer-prometheus looks for one before it makes its own.
    registry.accept("metricsRegistry", meters);
    registry.accept(KAFKA_CLIENTS, new MeteredKafkaClients(meters));
    registry.accept("sliceCounters", slices);
  }

  /**
   * Begins to watch; before routes are added.
   *
   * @param handles what operators may do to the stages beside starting and stopping routes
   */
  public void attachTo(CamelContext context, ControlBeans.StageHandles handles) {
    Gauge.builder("ticklake.ingest.budget.left", handles, all -> all.budgetLeft().getAsInt())
        .description("Requests to the market that the plan allows at this moment.")
        .strongReference(true)
        .register(meters);
    ControlBeans control = new ControlBeans(context, states, handles);
    context.getRegistry().bind("controlBeans", control);
    context.addLifecycleStrategy(control);
    context.addLifecycleStrategy(new ArchiveMeters(context, meters, slices, clock));
    states.publishTo(context, meters);
  }
}
