package io.ticklake.embedded.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The broker's own settings: small, quick to restart, one node.
 *
 * @param brokerPort where clients connect
 * @param controllerPort where the broker finds its own controller; the quorum wants it by number,
 *     so it cannot be 0
 */
record BrokerSettings(Path dataDir, int brokerPort, int controllerPort) {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String HOST = "127.0.0.1";

  // Pages of the market API reach several megabytes; Kafka's default limit is 1 MB.
  private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  // Kafka's default is 128 MB; a cleaner thread wants more than 1 MB. Only the offsets topic is
  // compacted here.
  private static final int CLEANER_BUFFER_BYTES = 2 * 1024 * 1024;

  static BrokerSettings onFreePorts(Path dataDir) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // Both are held open together, so that the two numbers differ.
    try (ServerSocket broker = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new BrokerSettings(dataDir, broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("No free loopback port for the embedded Kafka", e);
    }
  }

  BrokerSettings withBrokerPort(int port) {
    return new BrokerSettings(dataDir, port, controllerPort);
  }

  String brokerAddress() {
    return HOST + ":" + brokerPort;
  }

  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>();
    all.putAll(node());
    all.putAll(oneReplica());
    all.putAll(quickRestart());
    all.putAll(littleMemory());
    return all;
  }

  private Map<String, String> node() {
    String controller = HOST + ":" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(NODE_ID),
        "log.dirs",
        dataDir.toString(),
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        "PLAINTEXT://" + brokerAddress() + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        "PLAINTEXT://" + brokerAddress(),
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        // A misspelt topic is an error, not a new topic.
        "auto.create.topics.enable",
        "false",
        "message.max.bytes",
        String.valueOf(MAX_RECORD_BYTES));
  }

  private static Map<String, String> oneReplica() {
    return Map.of(
        "default.replication.factor", "1",
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1");
  }

  private static Map<String, String> quickRestart() {
    return Map.of(
        // After kill -9 the controller waits for the old session's end before it takes the broker
        // back: 14.6 s with the default of 9 s, 4.2 s with these.
        "broker.session.timeout.ms",
        "1000",
        "broker.heartbeat.interval.ms",
        "250",
        // Default 3 s, to wait for further members of a new group. Those of one process come within
        // a
        // second; at 0 the first would get all partitions and at once have to give some back.
        "group.initial.rebalance.delay.ms",
        "1000",
        // Default 6 s: a restarted process waits for the session of its dead predecessor.
        "group.min.session.timeout.ms",
        "1000");
  }

  private static Map<String, String> littleMemory() {
    return Map.of(
        "num.network.threads", "1",
        "num.io.threads", "2",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", String.valueOf(CLEANER_BUFFER_BYTES),
        "log.cleaner.io.buffer.size", "65536");
  }
}
