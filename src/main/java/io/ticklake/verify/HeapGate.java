package io.ticklake.verify;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** Lets in only as much work at once as a quarter of the heap has room for; one piece always. */
final class HeapGate {
  private static final int KILOBYTE = 1024;

  // The object as stored, the same encoded again, and what the encoders hold meanwhile.
  private static final int COPIES = 4;

  private final int size =
      (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / COPIES / KILOBYTE);
  private final Semaphore kilobytes = new Semaphore(size, true);

  /** Waits until there is room for an entry of this many bytes as stored. */
  Pass enter(long bytes) throws InterruptedIOException {
    int needed = (int) Math.min(size, 1 + bytes * COPIES / KILOBYTE);
    try {
      kilobytes.acquire(needed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return () -> kilobytes.release(needed);
  }

  /** Held while the work goes on. */
  @FunctionalInterface
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }
}
