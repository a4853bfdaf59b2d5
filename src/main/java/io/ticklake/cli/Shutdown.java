package io.ticklake.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and Ctrl-C as an orderly end. The JVM answers both with shutdown hooks and would leave
 * with 143 or 130 when they return; ours asks the program to stop, waits until it has, and then
 * leaves with the program's own status.
 */
final class Shutdown {
  // A slice in flight may need some seconds; service managers kill after 90.
  private static final long PATIENCE_SECONDS = 20;

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onSignal, "shutdown");
  private volatile int status;

  private Shutdown() {}

  /** Watches for signals from now on. */
  static Shutdown watch() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  /** Calls {@code stop} once a signal has come, at once when it has come already. */
  void whenRequested(Runnable stop) {
    var unused = requested.thenRun(stop);
  }

  private void onSignal() {
    requested.complete(null);
    try {
      boolean orderly = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(orderly ? status : TicklakeCommand.FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says that everything is closed: a signal's hook leaves now with this status, and a later signal
   * is none of ours.
   */
  void ended(int withStatus) {
    status = withStatus;
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down already: the hook is what runs, and it leaves.
    }
  }
}
