package io.ticklake.ingest.feed;

/** Somebody else uses the key: coming back at once would end the other's connection. */
final class TooManyConnections extends FeedLost {
  private static final long serialVersionUID = 1L;

  TooManyConnections(String why) {
    super(why);
  }
}
