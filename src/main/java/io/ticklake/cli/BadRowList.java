package io.ticklake.cli;

import io.ticklake.ingest.replay.BadRow;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Consumer;

/** Counts the rows that cannot be read, tells of the first of them, and has each kept. */
final class BadRowList implements Consumer<BadRow>, AutoCloseable {
  // Each bad row is counted and kept; beyond so many their lines tell nothing new.
  private static final int SHOWN = 20;

  private final PrintWriter err;
  private final String file;
  private final Consumer<BadRow> keep;
  private final long shown;
  private long count;
  private boolean closed;

  BadRowList(PrintWriter err, String file, Consumer<BadRow> keep) {
    this(err, file, keep, SHOWN);
  }

  private BadRowList(PrintWriter err, String file, Consumer<BadRow> keep, long shown) {
    this.err = err;
    this.file = file;
    this.keep = keep;
    this.shown = shown;
  }

  /** One that shows every row, and keeps none. */
  static BadRowList whole(PrintWriter err, String file) {
    return new BadRowList(err, file, row -> {}, Long.MAX_VALUE);
  }

  /** One for rows that were told of before. */
  static BadRowList deaf() {
    return new BadRowList(new PrintWriter(Writer.nullWriter()), "", row -> {}, 0);
  }

  @Override
  public void accept(BadRow row) {
    if (count++ < shown) {
      err.printf("%s line %d: %s%n", file, row.line(), row.reason());
    }
    keep.accept(row);
  }

  long count() {
    return count;
  }

  /** Says how many were not shown. */
  @Override
  public void close() {
    if (count > shown && !closed) {
      closed = true;
      err.printf("%s: %d further bad rows%n", file, count - shown);
    }
    err.flush();
  }
}
