package io.ticklake.component.kafkaslice;

import java.time.Instant;

/**
 * Is told what becomes of the records of a route. Beans of this type in Camel's registry are told
 * of every route. Called by poll threads: it must return at once and throw nothing.
 */
public interface SliceListener {
  /** Nobody listens. */
  SliceListener NONE = new SliceListener() {};

  /**
   * A slice is durable and told of.
   *
   * @param slice not to be kept: it holds the bytes of its objects
   * @param oldest the time that Kafka gives for its oldest record; {@link Instant#MAX} if it has
   *     none
   * @param at when it had landed
   */
  default void landed(String route, Slice slice, Instant oldest, Instant at) {}

  /** A record cannot be archived; it goes to the dead-letter topic, or stops its partition. */
  default void setAside(String route, String topic) {}

  /** An attempt of recovery, upload or route has failed. */
  default void failed(String route, String topic) {}
}
