package io.ticklake.ingest.feed;

/** What a connection hears. */
sealed interface Signal {
  /** A whole message. */
  record Text(String text) implements Signal {}

  /** Something that says no more than that the market is there: a ping, a pong. */
  record Alive() implements Signal {}

  /** The end of the connection: nothing follows. */
  record Ended(String why) implements Signal {}
}
