package io.ticklake.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in the opposite order. For one thread. */
final class Openings implements AutoCloseable {
  private final Deque<AutoCloseable> openings = new ArrayDeque<>();

  void push(AutoCloseable opening) {
    openings.push(opening);
  }

  /** Closes all after a start that failed; what is said on closing is suppressed in the failure. */
  void closeAfter(Exception failure) {
    try {
      close();
    } catch (IllegalStateException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Closes all, once, whatever some of them say.
   *
   * @throws IllegalStateException with the first failure; those after it are suppressed in it
   */
  @Override
  public void close() {
    IllegalStateException failure = null;
    while (!openings.isEmpty()) {
      try {
        openings.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("An embedded service did not stop cleanly", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
