package io.ticklake.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Ctrl-C and SIGTERM for commands that work until they are done or told to stop. */
final class StopSignal implements BooleanSupplier {
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Shutdown shutdown = Shutdown.watch();

  private StopSignal() {
    shutdown.whenRequested(() -> stopped.set(true));
  }

  /** Watches from now on. */
  static StopSignal watch() {
    return new StopSignal();
  }

  /** Calls {@code stop} once the signal has come, at once when it has come already. */
  void whenStopped(Runnable stop) {
    shutdown.whenRequested(stop);
  }

  @Override
  public boolean getAsBoolean() {
    return stopped.get();
  }

  /** Says that everything is closed; after a signal the program leaves with this status. */
  int ended(int status) {
    shutdown.ended(status);
    return status;
  }
}
