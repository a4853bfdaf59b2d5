package io.ticklake.ops.status;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The program's own metrics, summed over their tags. */
final class Figures {
  private final CamelContext context;

  Figures(CamelContext context) {
    this.context = context;
  }

  /**
   * The sum of all counters or gauges of a name.
   *
   * @return null when there is none, or metrics are switched off
   */
  @Nullable Double sum(String name) {
    MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
    if (meters == null) {
      return null;
    }
    Double sum = null;
    for (Meter meter : meters.find(name).meters()) {
      Iterator<Measurement> values = meter.measure().iterator();
      double value = values.hasNext() ? values.next().getValue() : Double.NaN;
      if (!Double.isNaN(value)) {
        sum = value + (sum == null ? 0 : sum);
      }
    }
    return sum;
  }

  /** As {@link #sum}, as a whole number. */
  @Nullable Long count(String name) {
    Double sum = sum(name);
    return sum == null ? null : Math.round(sum);
  }
}
