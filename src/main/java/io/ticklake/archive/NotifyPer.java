package io.ticklake.archive;

/** What one notice is about. */
public enum NotifyPer {
  SLICE,
  OBJECT
}
