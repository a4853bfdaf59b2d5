package io.ticklake.ingest.feed;

/** Where frames go. */
@FunctionalInterface
interface Publisher {
  /**
   * Publishes a frame; returns when Kafka has acknowledged all of it.
   *
   * @throws Exception as the route's steps throw it
   */
  void publish(FeedFrame frame) throws Exception;
}
