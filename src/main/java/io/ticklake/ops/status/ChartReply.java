package io.ticklake.ops.status;

/** What comes of asking for a chart. */
sealed interface ChartReply {
  /** Here it is. */
  record Drawn(Chart chart) implements ChartReply {}

  /**
   * It cannot be had.
   *
   * @param status of HTTP
   * @param message for the person who asked
   */
  record Refusal(int status, String message) implements ChartReply {}
}
