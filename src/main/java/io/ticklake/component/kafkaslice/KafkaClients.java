package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Makes the clients: the endpoint's Kafka options, and on top what the protocol wants. */
final class KafkaClients {
  // Of a call to the broker that an upload thread waits for; it is repeated with back-off.
  private static final String ADMIN_TIMEOUT_MS = "15000";

  // The default of 1 MB would refuse records that the source topic has taken; the broker decides.
  private static final String MAX_REQUEST_BYTES = String.valueOf(64 * 1024 * 1024);

  // Kafka's 50 MB would come as one array, and once more outside the heap, for each poll thread.
  // Two are the bars of some tenths of a second. One batch of records always comes whole.
  private static final String FETCH_BYTES = String.valueOf(2 * 1024 * 1024);

  // A partition that was paused is fetched again only when the request before it has been answered,
  // and where the other partitions have no news that waits so long. Kafka's default is 500.
  private static final String FETCH_WAIT_MS = "100";

  private final KafkaSliceEndpoint endpoint;

  KafkaClients(KafkaSliceEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * A member of the group, not subscribed yet.
   *
   * @param index of the poll thread: client and static member names must differ
   * @param limit of what one poll brings
   */
  @SuppressWarnings(
      "unchecked") // camel-kafka's factory returns a raw type; the deserialisers are ours
  Consumer<ByteBuffer, ByteBuffer> consumer(int index, PollLimit limit) {
    KafkaConfiguration options = endpoint.getConfiguration();
    Properties properties = consumerProperties();
    properties.putAll(limit.settings());
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, PollLimit.Values.class);
    instanceId(index).ifPresent(id -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
    if (options.getClientId() != null) {
      properties.put(ConsumerConfig.CLIENT_ID_CONFIG, options.getClientId() + "-" + index);
    }
    return (Consumer<ByteBuffer, ByteBuffer>) factory().getConsumer(properties);
  }

  /** The static member name of a poll thread, if members are to have one. */
  Optional<String> instanceId(int index) {
    return Optional.ofNullable(endpoint.getConfiguration().getGroupInstanceId())
        .filter(id -> !id.isEmpty())
        .map(id -> id + "-" + index);
  }

  /** A reader outside the group. */
  @SuppressWarnings("unchecked") // as above
  Consumer<ByteBuffer, ByteBuffer> reader(String isolation) {
    Properties properties = consumerProperties();
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return (Consumer<ByteBuffer, ByteBuffer>) factory().getConsumer(properties);
  }

  private Properties consumerProperties() {
    KafkaConfiguration options = endpoint.getConfiguration();
    Properties properties = options.createConsumerProperties();
    endpoint.updateClassProperties(properties);
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, factory().getBrokers(options));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, options.getGroupId());
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    if (options.getFetchMaxBytes() == ConsumerConfig.DEFAULT_FETCH_MAX_BYTES) {
      properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    }
    if (options.getFetchWaitMaxMs() == ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS) {
      properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    }
    // Metrics are read here, by JMX and Prometheus. Offering them to the broker (KIP-714) formats a
    // log message at every poll.
    properties.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
    // A silent jump could lie inside an open slice: the ledger decides where to go on.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

  /** For dead letters. */
  @SuppressWarnings("unchecked") // as above
  Producer<byte[], byte[]> producer() {
    KafkaConfiguration options = endpoint.getConfiguration();
    Properties properties = options.createProducerProperties();
    endpoint.updateClassProperties(properties);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, factory().getBrokers(options));
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    return (Producer<byte[], byte[]>) factory().getProducer(properties);
  }

  Admin admin() {
    Properties properties = new Properties();
    consumerProperties()
        .forEach(
            (name, value) -> {
              if (AdminClientConfig.configNames().contains(String.valueOf(name))) {
                properties.put(name, value);
              }
            });
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    return Admin.create(properties);
  }

  private KafkaClientFactory factory() {
    return endpoint.getKafkaClientFactory();
  }
}
