package io.ticklake.ops.control;

/** What keeps the catalogue. Times are ISO 8601, UTC; an empty text is "not yet". */
public interface CatalogMXBean {
  /** Started, Suspended, Stopped. */
  String getState();

  /** When an update last ended well. */
  String getLastSuccess();

  /** Why the last update failed; empty when it did not. */
  String getTrouble();

  /** Brings the tables up to date now, unless that is under way already. */
  String crawlNow();

  /** Begins nothing new; an update under way ends. */
  void pause();

  void resume();
}
