package io.ticklake.embedded;

/**
 * A started server on loopback. Closing it waits until its data is on disk and its port is free.
 */
public interface EmbeddedServer extends AutoCloseable {
  /**
   * Where clients reach it: {@code host:port} for Kafka, {@code http://host:port} for the others.
   */
  String address();

  @Override
  void close();
}
