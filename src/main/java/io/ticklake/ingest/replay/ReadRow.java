package io.ticklake.ingest.replay;

/** A row of the file, read: one that can be sent, or one that cannot. */
public sealed interface ReadRow permits GoodRow, BadRow {
  /** The line in the file where it begins, from 1. */
  long line();
}
