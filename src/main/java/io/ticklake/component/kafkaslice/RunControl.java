package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What Camel wants of the poll threads. Set by Camel's threads, read by the poll threads. */
final class RunControl {
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean suspended;

  /** Begin nothing new; what is under way ends. */
  void suspend() {
    suspended = true;
  }

  void resume() {
    suspended = false;
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
