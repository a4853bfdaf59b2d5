package io.ticklake.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Whether anything listens where a program that ran earlier had its broker. Kafka's own client
 * would try for its whole timeout, with a warning each time.
 */
final class RunningBroker {
  private RunningBroker() {}

  /**
   * @param brokers {@code host:port}, further ones after a comma are not asked
   */
  static boolean answers(String brokers, Duration timeout) {
    String first = brokers.contains(",") ? brokers.substring(0, brokers.indexOf(',')) : brokers;
    int colon = first.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(first.substring(colon + 1));
      socket.connect(
          new InetSocketAddress(first.substring(0, colon), port), (int) timeout.toMillis());
      return true;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
