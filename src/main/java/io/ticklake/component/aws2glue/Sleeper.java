package io.ticklake.component.aws2glue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Passes time between two looks at a crawler; tests pass none. */
@FunctionalInterface
interface Sleeper {

  /**
   * How fast a sleeper notices that it is to leave. Camel tells a producer of a shutdown only after
   * the messages in flight have ended, so it has to look for itself.
   */
  Duration NOTICE = Duration.ofMillis(200);

  /** Sleeps for a while; false when there is no time to sleep because all is to stop. */
  boolean sleep(Duration duration) throws InterruptedException;

  /** Sleeps by the JVM's clock and leaves soon after {@code stopping} says so. */
  static Sleeper until(BooleanSupplier stopping) {
    return duration -> {
      long end = System.nanoTime() + duration.toNanos();
      while (!stopping.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return true;
        }
        Thread.sleep(Duration.ofNanos(Math.min(left, NOTICE.toNanos())).toMillis() + 1);
      }
      return false;
    };
  }
}
