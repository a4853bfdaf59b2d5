package io.ticklake.kafka;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that topics exist before anything writes to them or reads them. */
public final class KafkaTopics {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);

  private final Map<String, Object> connection;
  private final KafkaConfig config;
  private final Duration timeout;

  /**
   * @param brokers bootstrap servers, {@code host:port,...}
   * @param timeout how long the broker may take to answer, in all
   */
  public KafkaTopics(String brokers, KafkaConfig config, Duration timeout) {
    this(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers), config, timeout);
  }

  /**
   * @param connection of {@link KafkaAccess}
   * @param timeout how long the broker may take to answer, in all
   */
  public KafkaTopics(Map<String, Object> connection, KafkaConfig config, Duration timeout) {
    this.connection = connection;
    this.config = config;
    this.timeout = timeout;
  }

  /** Creates what is missing of the whole flow's topics; returns when all of them exist. */
  public void ensure() {
    ensure(config.topics());
  }

  /**
   * Creates what is missing of these topics; returns when all of them exist.
   *
   * @throws RetryLater when no broker answers in time
   * @throws StopRoute when topics are missing and may not be created
   */
  public void ensure(List<TopicSpec> topics) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    try (Admin admin = Admin.create(settings)) {
      List<TopicSpec> missing = missing(admin, topics);
      if (!missing.isEmpty()) {
        create(admin, missing);
        awaitAll(admin, topics);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    } catch (ExecutionException | KafkaException e) {
      throw unreachable(e);
    }
  }

  private static List<TopicSpec> missing(Admin admin, List<TopicSpec> topics)
      throws InterruptedException, ExecutionException {
    Set<String> existing = admin.listTopics().names().get();
    return topics.stream().filter(topic -> !existing.contains(topic.name())).distinct().toList();
  }

  private void create(Admin admin, List<TopicSpec> missing) throws InterruptedException {
    if (!config.createTopics()) {
      throw refused(missing, "ticklake.kafka.create-topics is false", null);
    }
    List<NewTopic> requests =
        missing.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), (short) config.replicas())
                        .configs(topic.configs()))
            .toList();
    for (var creation : admin.createTopics(requests).values().entrySet()) {
      try {
        creation.getValue().get();
        LOG.atInfo().addKeyValue("topic", creation.getKey()).log("topic created");
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RetriableException) {
          throw unreachable(e);
        }
        if (!(cause instanceof TopicExistsException)) {
          throw refused(missing, String.valueOf((cause == null ? e : cause).getMessage()), e);
        }
      }
    }
  }

  // Creation is acknowledged by the controller; a broker learns of it a little later.
  private void awaitAll(Admin admin, List<TopicSpec> topics)
      throws InterruptedException, ExecutionException {
    Set<String> names = topics.stream().map(TopicSpec::name).collect(Collectors.toSet());
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        var unused = admin.describeTopics(names).allTopicNames().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private Object brokers() {
    return connection.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  private RetryLater unreachable(Exception cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return new RetryLater(
        ErrorCode.KAFKA_UNREACHABLE,
        "Kafka at '%s' did not answer within %d s: %s. Check that the broker runs and that ticklake.kafka.brokers names it."
            .formatted(brokers(), timeout.toSeconds(), root.getMessage()),
        cause);
  }

  private StopRoute refused(
      List<TopicSpec> missing, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    Set<String> names =
        missing.stream().map(TopicSpec::name).collect(Collectors.toCollection(TreeSet::new));
    String message =
        "Kafka at '%s' lacks the topics %s, and they cannot be created with %d replicas: %s. Create them, or allow it."
            .formatted(brokers(), names, config.replicas(), why);
    return cause == null
        ? new StopRoute(ErrorCode.KAFKA_TOPIC_REFUSED, message)
        : new StopRoute(ErrorCode.KAFKA_TOPIC_REFUSED, message, cause);
  }
}
