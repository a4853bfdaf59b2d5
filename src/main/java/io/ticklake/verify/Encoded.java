package io.ticklake.verify;

/** The objects of one entry as Kafka's records give them today. */
interface Encoded {
  /** Whether these bytes hold the same records; whatever differs is told. */
  boolean agrees(Expected object, byte[] bytes);
}
