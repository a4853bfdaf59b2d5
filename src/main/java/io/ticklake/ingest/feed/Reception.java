package io.ticklake.ingest.feed;

import java.time.Instant;

/**
 * Where and when a frame came in.
 *
 * @param url of the websocket
 * @param simulated whether the market said that its prices are made up
 */
record Reception(String url, boolean simulated, Instant at) {
  /** The kind of source, in keys and raw pages. */
  static final String SOURCE = "websocket";

  /** As bars say where they come from. */
  String barSource() {
    return simulated ? SOURCE + " (simulated)" : SOURCE;
  }
}
