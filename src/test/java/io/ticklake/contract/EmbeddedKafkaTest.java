package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Kafka, seen through Kafka's own clients. */
class EmbeddedKafkaTest {
  private static final String TOPIC = "bars";

  @TempDir Path dataDir;

  @Test
  void keepsRecordsOffsetsAndTopicIdOverARestart() throws Exception {
    Uuid topicId;
    try (KafkaServer server = KafkaServer.start(dataDir)) {
      createTopic(server.address());
      topicId = topicId(server.address());
      produce(server.address(), "a", "b");
      assertThat(consume(server.address(), 2)).containsExactly("a", "b");
      produce(server.address(), "c");
    }

    try (KafkaServer server = KafkaServer.start(dataDir)) {
      assertThat(topicId(server.address())).isEqualTo(topicId);
      assertThat(consume(server.address(), 1)).as("the committed offset").containsExactly("c");
    }
  }

  @Test
  void servesTransactionsDeletedRecordsAndConfigurationChanges() throws Exception {
    try (KafkaServer server = KafkaServer.start(dataDir)) {
      createTopic(server.address());
      produceInTransaction(server.address(), "a", "b");
      assertThat(consume(server.address(), 2)).containsExactly("a", "b");
      try (Admin admin = admin(server.address())) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                    List.of(
                        new AlterConfigOp(
                            new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET))))
            .all()
            .get();
        assertThat(admin.listConsumerGroups().all().get()).hasSize(1);
      }
    }
  }

  @Test
  void doesNotCreateTopicsByAccident() {
    try (KafkaServer server = KafkaServer.start(dataDir);
        Admin admin = admin(server.address())) {
      assertThatThrownBy(() -> admin.describeTopics(Set.of("tpyo")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void refusesASecondBrokerOnTheSameDirectory() {
    try (KafkaServer server = KafkaServer.start(dataDir)) {
      assertThat(server.address()).startsWith("127.0.0.1:");
      assertThatThrownBy(() -> KafkaServer.start(dataDir))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(dataDir.toString());
    }
  }

  private static Admin admin(String brokers) {
    return Admin.create(Map.of("bootstrap.servers", brokers));
  }

  private static void createTopic(String brokers) throws Exception {
    try (Admin admin = admin(brokers)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static Uuid topicId(String brokers) throws Exception {
    try (Admin admin = admin(brokers)) {
      return admin.describeTopics(Set.of(TOPIC)).allTopicNames().get().get(TOPIC).topicId();
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static void produce(String brokers, String... values) throws Exception {
    try (var producer =
        producer(Map.of("bootstrap.servers", brokers, "compression.type", "zstd"))) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, "AAPL", value)).get();
      }
    }
  }

  private static void produceInTransaction(String brokers, String... values) throws Exception {
    try (var producer = producer(Map.of("bootstrap.servers", brokers, "transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
      producer.commitTransaction();
    }
  }

  private static List<String> consume(String brokers, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            brokers,
            "group.id",
            "readers",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (values.size() < count) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(10))) {
          values.add(record.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }
}
