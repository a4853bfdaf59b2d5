package io.ticklake.config;

/** Where a service is: started in this JVM, AWS's own, or at an address. */
public sealed interface Endpoint {
  /** Reads {@code embedded}, {@code aws} or an address. */
  static Endpoint parse(String text) {
    return switch (text) {
      case "embedded" -> new Embedded();
      case "aws" -> new Aws();
      default -> new Address(text);
    };
  }

  /** To be started in this process, on a free port of the loopback interface. */
  record Embedded() implements Endpoint {}

  /** AWS's own endpoint of the configured region. */
  record Aws() implements Endpoint {}

  /**
   * An address as clients take it: {@code http://host:port}, or {@code host:port,...} for Kafka.
   */
  record Address(String text) implements Endpoint {}
}
