package io.ticklake.component.kafkaslice;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A thread that runs only while it is told to, so that one test decides every interleaving. Who
 * resumes it waits until it pauses or ends.
 */
final class SimCoroutine {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private volatile boolean ended;

  /** Does not run yet. */
  SimCoroutine(Runnable work) {
    THREADS.execute(
        () -> {
          go.acquireUninterruptibly();
          try {
            work.run();
          } finally {
            ended = true;
            back.release();
          }
        });
  }

  /** Runs it up to its next pause. */
  void resume() {
    go.release();
    back.acquireUninterruptibly();
  }

  /** Called by its own thread: gives control back. */
  void pause() {
    back.release();
    go.acquireUninterruptibly();
  }

  boolean hasEnded() {
    return ended;
  }
}
