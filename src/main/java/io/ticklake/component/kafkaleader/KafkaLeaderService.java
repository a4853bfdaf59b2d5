package io.ticklake.component.kafkaleader;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.support.cluster.AbstractCamelClusterService;

/**
 * Elects one leader for each namespace: the instances are a consumer group, and the one that Kafka
 * gives the only partition of a topic to leads. The topic holds no records; no further server and
 * no right but Kafka's is needed.
 *
 * <p>An instance that dies, or loses its broker, leads no longer than the session timeout; another
 * one leads from then on. What the old leader has begun it ends: a delegate that must not run twice
 * even for a moment needs more than this.
 */
public final class KafkaLeaderService extends AbstractCamelClusterService<KafkaLeaderView> {
  // The least that a broker takes by default is 6 s (group.min.session.timeout.ms).
  private static final Duration SESSION = Duration.ofSeconds(10);

  private final String topic;
  private final String groupPrefix;
  private final Duration session;
  private final Map<String, Object> clients;

  /**
   * @param id of this instance, for logs
   * @param topic with one partition; it is not created here
   * @param groupPrefix the group of a namespace is {@code <prefix>-<namespace>}
   * @param clients further settings of Kafka's consumer, at least {@code bootstrap.servers}
   */
  public KafkaLeaderService(
      String id, String topic, String groupPrefix, Map<String, Object> clients) {
    this(id, topic, groupPrefix, SESSION, clients);
  }

  KafkaLeaderService(
      String id, String topic, String groupPrefix, Duration session, Map<String, Object> clients) {
    super(id);
    this.topic = topic;
    this.groupPrefix = groupPrefix;
    this.session = session;
    this.clients = Map.copyOf(clients);
  }

  @Override
  protected KafkaLeaderView createView(String namespace) {
    String group = groupPrefix + "-" + namespace;
    return new KafkaLeaderView(
        this, namespace, () -> new Candidate(namespace, topic, group, session, clients));
  }
}
