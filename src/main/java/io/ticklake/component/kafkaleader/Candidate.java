package io.ticklake.component.kafkaleader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member of a namespace's group: leads while it has the partition and hears from the broker. */
final class Candidate {
  private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(5);

  // Camel's master starts what it leads a second after it was told, even if the lead is lost
  // meanwhile, and would never stop that: for so long it is told again.
  private static final Duration SETTLING = Duration.ofSeconds(3);

  // Three heartbeats to a session, as Kafka advises for heartbeat.interval.ms.
  private static final int HEARTBEATS = 3;

  private final String namespace;
  private final String topic;
  private final Duration session;
  private final Map<String, Object> settings;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean leads;
  private long joined;
  private long lost = System.nanoTime() - SETTLING.toNanos();

  Candidate(
      String namespace, String topic, String group, Duration session, Map<String, Object> clients) {
    this.namespace = namespace;
    this.topic = topic;
    this.session = session;
    this.settings = settings(group, session, clients);
  }

  private static Map<String, Object> settings(
      String group, Duration session, Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    // There are no records, so nothing to commit.
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    // Sticky: who leads goes on leading when others join.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session.toMillis());
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) session.toMillis() / HEARTBEATS);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return settings;
  }

  boolean leads() {
    return leads;
  }

  /** Lets {@link #run} end soon. */
  void stop() {
    stopping.countDown();
  }

  /**
   * Is a candidate until told to stop.
   *
   * @param changed told after each change of {@link #leads}, of a loss several times; in this
   *     thread
   */
  void run(Runnable changed) {
    while (!isStopping(Duration.ZERO)) {
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
        consumer.subscribe(List.of(topic), new Loss(changed));
        while (!isStopping(Duration.ZERO)) {
          var unused = consumer.poll(POLL);
          lead(!consumer.assignment().isEmpty() && isHeard(consumer), changed);
        }
      } catch (KafkaException e) {
        LOG.atWarn()
            .addKeyValue("namespace", namespace)
            .addKeyValue("topic", topic)
            .log("no candidate for the lead, tried again in {} s: {}", RETRY.toSeconds(), e);
        lead(false, changed);
        isStopping(RETRY);
      }
    }
    lead(false, changed);
  }

  private boolean isStopping(Duration patience) {
    try {
      return stopping.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * The client keeps its partition while its broker is away; the group gives it to another. The
   * metric is -1 until the first heartbeat: until then joining counts as one.
   */
  private boolean isHeard(KafkaConsumer<?, ?> consumer) {
    double ago =
        consumer.metrics().entrySet().stream()
            .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
            .map(metric -> (Number) metric.getValue().metricValue())
            .mapToDouble(Number::doubleValue)
            .max()
            .orElse(-1);
    double sinceJoined = (System.nanoTime() - joined) / 1e9;
    return (ago < 0 ? sinceJoined : ago) < session.toSeconds();
  }

  private void lead(boolean now, Runnable changed) {
    if (now == leads) {
      if (!now && System.nanoTime() - lost < SETTLING.toNanos()) {
        changed.run();
      }
    } else {
      leads = now;
      lost = System.nanoTime();
      LOG.atInfo()
          .addKeyValue("namespace", namespace)
          .log(now ? "this instance leads" : "this instance does not lead any more");
      changed.run();
    }
  }

  private final class Loss implements ConsumerRebalanceListener {
    private final Runnable changed;

    Loss(Runnable changed) {
      this.changed = changed;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        lead(false, changed);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // The poll that this is part of ends with a look at the assignment.
      joined = System.nanoTime();
    }
  }
}
