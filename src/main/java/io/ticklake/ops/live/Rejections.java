package io.ticklake.ops.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Route files that are not in force as they stand, with the reason. Read by any thread. */
public final class Rejections {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private final Map<String, Rejection> byFile = new ConcurrentSkipListMap<>();
  private final AtomicLong count = new AtomicLong();

  /**
   * One rejected file.
   *
   * @param place file, and line when known
   * @param reason the cause in one sentence
   */
  public record Rejection(String place, String reason, Instant since) {
    private boolean isSameAs(Rejection other) {
      return place.equals(other.place) && reason.equals(other.reason);
    }
  }

  /** The rejected files by name. */
  public Map<String, Rejection> current() {
    return new TreeMap<>(byFile);
  }

  /** Shows them in health and metrics, as far as the context has these. */
  void publishTo(CamelContext context) {
    HealthCheckRegistry health = HealthCheckRegistry.get(context);
    if (health != null) {
      health.register(new RouteFilesHealthCheck(this));
    }
    MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
    if (meters != null) {
      Gauge.builder("ticklake.route.files.rejected", this, all -> all.byFile.size())
          .description("Route files that are not in force as they stand.")
          .register(meters);
      FunctionCounter.builder("ticklake.route.files.rejections", count, AtomicLong::doubleValue)
          .description("Edits of route files that were rejected.")
          .register(meters);
    }
  }

  void add(String file, RouteFileException failure) {
    Rejection fresh = new Rejection(failure.place(), failure.reason(), Instant.now());
    Rejection old = byFile.get(file);
    if (old == null || !old.isSameAs(fresh)) {
      byFile.put(file, fresh);
      count.incrementAndGet();
      LOG.atError()
          .addKeyValue("at", fresh.place())
          .addKeyValue("cause", fresh.reason())
          .addKeyValue("code", "ROUTE_FILE_REJECTED")
          .log("route file rejected; what ran before goes on");
    }
  }

  void remove(String file) {
    if (byFile.remove(file) != null) {
      LOG.atInfo().addKeyValue("file", file).log("route file is good again");
    }
  }

  /** Forgets files that are neither waiting nor unreadable any more. */
  void retain(Collection<String> files) {
    byFile.keySet().retainAll(files);
  }
}
