package io.ticklake.verify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that share out work; the first failure ends it. */
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  Workers(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Does one piece of work. */
  @FunctionalInterface
  interface Task<T> {
    void run(T piece) throws IOException;
  }

  /** Returns once all pieces are done. */
  <T> void each(Collection<T> pieces, Task<T> task, Progress progress) throws IOException {
    Iterator<T> rest = pieces.iterator();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, pieces.size()); i++) {
      running.add(
          pool.submit(
              () -> {
                work(rest, task, progress);
                return null;
              }));
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      running.forEach(each -> each.cancel(true));
    }
  }

  private static <T> void work(Iterator<T> rest, Task<T> task, Progress progress)
      throws IOException {
    while (!Thread.currentThread().isInterrupted()) {
      T next;
      synchronized (rest) {
        if (!rest.hasNext()) {
          return;
        }
        next = rest.next();
      }
      task.run(next);
      progress.done();
    }
  }

  private static IOException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return cause instanceof IOException checked ? checked : new IOException(cause);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
