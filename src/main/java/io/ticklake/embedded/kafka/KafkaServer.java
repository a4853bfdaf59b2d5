package io.ticklake.embedded.kafka;

import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this JVM: KRaft, one node, plaintext on loopback. Topics,
 * records and committed offsets lie in the data directory and are there again after a restart; the
 * ports are new each time.
 *
 * <p>Not for more than one machine: one replica, no authentication.
 */
public final class KafkaServer implements EmbeddedServer {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);

  // A stop takes two seconds. Once its controller's thread was seen reading its log for ever.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  // A port that was free when it was asked for can be taken before the broker binds it.
  private static final int START_ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final String address;

  private KafkaServer(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts the broker and returns when it serves clients. A new data directory is formatted.
   *
   * @param dataDir created when absent; one broker at a time
   * @throws IllegalStateException when the directory is in use, damaged or not writable
   */
  public static KafkaServer start(Path dataDir) {
    ProcessExit.forbid();
    formatIfNew(dataDir);
    for (int attempt = 1; ; attempt++) {
      BrokerSettings settings = BrokerSettings.onFreePorts(dataDir);
      try {
        return start(settings);
      } catch (KafkaException e) {
        if (attempt == START_ATTEMPTS || !isPortTaken(e)) {
          throw cannotStart(dataDir, e);
        }
      }
    }
  }

  /**
   * As {@link #start(Path)}, on a port of the caller's choice: clients find a restarted broker
   * where it was.
   *
   * @param port free, and not given to anybody else meanwhile
   * @throws IllegalStateException when the port is taken, too
   */
  public static KafkaServer startOn(int port, Path dataDir) {
    ProcessExit.forbid();
    formatIfNew(dataDir);
    try {
      return start(BrokerSettings.onFreePorts(dataDir).withBrokerPort(port));
    } catch (KafkaException e) {
      throw cannotStart(dataDir, e);
    }
  }

  private static KafkaServer start(BrokerSettings settings) {
    long started = System.nanoTime();
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    LOG.atInfo()
        .addKeyValue("address", settings.brokerAddress())
        .addKeyValue("tookMs", (System.nanoTime() - started) / 1_000_000)
        .log("embedded Kafka started");
    return new KafkaServer(server, settings.brokerAddress());
  }

  private static void formatIfNew(Path dataDir) {
    if (Files.exists(dataDir.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Files.createDirectories(dataDir);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(dataDir.toString())
          .addDirectory(dataDir.toString())
          .setPrintStream(silent)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot prepare the embedded Kafka's directory "
              + dataDir
              + ": give a directory that can be written.",
          e);
    } catch (Exception e) { // Formatter.run declares it
      throw cannotStart(dataDir, e);
    }
  }

  private static boolean isPortTaken(KafkaException e) {
    return String.valueOf(e.getMessage()).contains("failed to bind");
  }

  private static IllegalStateException cannotStart(Path dataDir, Exception cause) {
    return new IllegalStateException(
        "Cannot start the embedded Kafka on directory "
            + dataDir
            + ": "
            + cause.getMessage()
            + ". Stop the other process that uses the directory, or move the directory away to begin"
            + " with an empty broker.",
        cause);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    Thread stop = new Thread(this::shutDown, "embedded-kafka-stop");
    stop.setDaemon(true);
    stop.start();
    try {
      stop.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stop.isAlive()) {
      LOG.atWarn()
          .addKeyValue("address", address)
          .addKeyValue("waited", STOP_LIMIT)
          .log("embedded Kafka did not stop in time; what it has acknowledged is on disk");
    } else {
      LOG.atInfo().addKeyValue("address", address).log("embedded Kafka stopped");
    }
  }

  private void shutDown() {
    server.shutdown();
    server.awaitShutdown();
  }
}
