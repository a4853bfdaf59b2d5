package io.ticklake.ops.control;

/** A route that asks a source of data. Times are ISO 8601, UTC; an empty text is "not yet". */
public interface SourceMXBean {
  /** Started, StandingBy (another instance does this work), Suspended, Stopped. */
  String getState();

  /** When it last looked, whatever came of it. */
  String getLastPoll();

  /** Requests that the market's plan still allows at this moment; all sources share them. */
  int getBudgetLeft();

  /** Polls that have ended. */
  long getPolls();

  /** Looks now, unless it is at it already or another instance does this work. */
  String pollNow();

  /** Begins nothing new; a poll under way ends. */
  void pause();

  void resume();
}
