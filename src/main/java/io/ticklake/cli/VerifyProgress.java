package io.ticklake.cli;

import io.ticklake.verify.Progress;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far an audit is: one line on the terminal's error stream that is written over; else silence.
 */
final class VerifyProgress implements Progress, AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000L;
  private static final int WIDTH = 60;

  private final PrintWriter err;
  private final boolean terminal = isTerminal();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong lastShown = new AtomicLong(System.nanoTime());
  private volatile String what = "";
  private volatile long total;

  VerifyProgress(PrintWriter err) {
    this.err = err;
  }

  // On Java 17 a console is there only when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  @Override
  public void begin(String work, long pieces) {
    what = work;
    total = pieces;
    done.set(0);
  }

  @Override
  public void done() {
    long count = done.incrementAndGet();
    long last = lastShown.get();
    long now = System.nanoTime();
    if (terminal && now - last > EVERY_NANOS && lastShown.compareAndSet(last, now)) {
      show(
          total > 0
              ? "%s %,d of %,d".formatted(what, count, total)
              : what + " %,d".formatted(count));
    }
  }

  private void show(String text) {
    err.printf("\r%-" + WIDTH + "s\r", text);
    err.flush();
  }

  @Override
  public void close() {
    if (terminal) {
      show("");
    }
  }
}
