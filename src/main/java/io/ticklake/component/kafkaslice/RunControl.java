package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What Camel wants of the poll threads. Set by Camel's threads, read by the poll threads. */
final class RunControl {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong sealRequests = new AtomicLong();
  private volatile boolean suspended;
  private volatile boolean draining;

  /** Begin nothing new; what is under way ends. */
  void suspend() {
    suspended = true;
  }

  void resume() {
    suspended = false;
  }

  /** Seal what is open, whether it is due or not. */
  void seal() {
    sealRequests.incrementAndGet();
  }

  /** How often {@link #seal} was asked for; each member does it once for each. */
  long sealRequests() {
    return sealRequests.get();
  }

  /** Fetch nothing more and seal what is open: a stop for good follows. */
  void drain() {
    // Before the request: who has sealed at it fetches nothing afterwards.
    draining = true;
    seal();
  }

  boolean isDraining() {
    return draining;
  }

  /** For good. */
  void stop() {
    stop.countDown();
  }

  boolean isSuspended() {
    return suspended;
  }

  boolean isStopping() {
    return stop.getCount() == 0;
  }

  /** Waits this long, or until the stop. */
  void pause(Duration duration) {
    try {
      if (stop.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
