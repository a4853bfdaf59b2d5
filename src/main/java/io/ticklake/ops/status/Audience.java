package io.ticklake.ops.status;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who looks at the page now: so many at most, and nobody who does not keep up. Safe for several
 * threads.
 */
final class Audience {
  /** A browser's end of the stream. */
  interface Viewer {
    /** Whether what was sent before is still on its way. */
    boolean isBehind();

    void send(String text);

    /** Ends the connection. */
    void dismiss();
  }

  // Two operators with a few tabs each; a page that leaks connections finds an end.
  private static final int MOST = 16;
  // Seconds: a phone that changes cells is back by then.
  private static final int PATIENCE = 10;

  private final Map<Viewer, AtomicInteger> missed = new ConcurrentHashMap<>();

  /** Takes one in, if there is room. */
  synchronized boolean admit(Viewer viewer) {
    if (missed.size() >= MOST) {
      return false;
    }
    missed.put(viewer, new AtomicInteger());
    return true;
  }

  void leave(Viewer viewer) {
    missed.remove(viewer);
  }

  boolean isEmpty() {
    return missed.isEmpty();
  }

  /** Sends to all that keep up; who has missed too much is dismissed. */
  void tell(String text) {
    missed.forEach(
        (viewer, count) -> {
          if (!viewer.isBehind()) {
            count.set(0);
            viewer.send(text);
          } else if (count.incrementAndGet() >= PATIENCE) {
            leave(viewer);
            viewer.dismiss();
          }
        });
  }

  /** Ends all connections. */
  void dismissAll() {
    missed.keySet().forEach(Viewer::dismiss);
    missed.clear();
  }
}
