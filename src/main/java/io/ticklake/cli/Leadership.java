package io.ticklake.cli;

import io.ticklake.component.kafkaleader.KafkaLeaderService;
import io.ticklake.component.kafkaleader.LeaderComponent;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/**
 * Gives a context what {@code master:} asks for. Route files are tried in contexts of their own,
 * and a context starts and stops the services it has: so each gets one, where a bean would be
 * shared.
 */
final class Leadership extends RouteBuilder {
  private static final String GROUPS = "ticklake-leader";

  private final String instanceId;
  private final String topic;
  private final Map<String, Object> connection;

  /**
   * @param topic of one partition
   * @param connection with which a Kafka client reaches the brokers
   */
  Leadership(String instanceId, String topic, Map<String, Object> connection) {
    this.instanceId = instanceId;
    this.topic = topic;
    this.connection = connection;
  }

  @Override
  public void configure() throws Exception {
    getContext().addService(new KafkaLeaderService(instanceId, topic, GROUPS, connection));
    getContext().addComponent("master", new LeaderComponent());
  }
}
