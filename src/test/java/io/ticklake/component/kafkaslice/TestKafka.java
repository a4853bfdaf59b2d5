package io.ticklake.component.kafkaslice;

import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with a producer and an admin client, for one test class. */
final class TestKafka implements AutoCloseable {
  final KafkaServer server;
  final Admin admin;
  private final KafkaProducer<String, String> producer;

  TestKafka(Path dataDir) {
    server = KafkaServer.start(dataDir);
    admin = Admin.create(Map.of("bootstrap.servers", server.address()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", server.address(), "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer());
  }

  void createTopic(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    // The controller has answered; the broker learns of the topic a moment later.
    await("topic " + topic)
        .ignoreExceptions()
        .until(() -> !admin.describeTopics(Set.of(topic)).allTopicNames().get().isEmpty());
  }

  /** Sends values round robin and waits for them. */
  void send(String topic, List<String> values) throws Exception {
    int partitions =
        admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).partitions().size();
    List<ProducerRecord<String, String>> records = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      records.add(new ProducerRecord<>(topic, i % partitions, null, values.get(i)));
    }
    sendRecords(records);
  }

  void sendRecords(List<ProducerRecord<String, String>> records) throws Exception {
    List<Future<?>> answers = new ArrayList<>();
    records.forEach(record -> answers.add(producer.send(record)));
    for (Future<?> answer : answers) {
      answer.get();
    }
  }

  /** Writes records in a transaction and aborts it: they stay in the log, with a marker. */
  void abort(String topic, List<String> values) throws Exception {
    try (KafkaProducer<String, String> transactional =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", server.address(), "transactional.id", topic),
            new StringSerializer(),
            new StringSerializer())) {
      transactional.initTransactions();
      transactional.beginTransaction();
      for (String value : values) {
        transactional.send(new ProducerRecord<>(topic, value)).get();
      }
      transactional.abortTransaction();
    }
  }

  Uuid topicId(String topic) throws Exception {
    return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).topicId();
  }

  Optional<Long> committed(String group, String topic, int partition) throws Exception {
    return Optional.ofNullable(
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, partition)))
        .map(offset -> offset.offset());
  }

  /** How many partitions each member of the group is meant to have. */
  List<Integer> shares(String group) throws Exception {
    return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
        .map(member -> member.assignment().topicPartitions().size())
        .sorted()
        .toList();
  }

  void deleteBefore(String topic, int partition, long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  /** All records of a topic with one partition, waiting until there are this many. */
  List<ConsumerRecord<String, String>> read(String topic, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", server.address()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (records.size() < count) {
        consumer.poll(Duration.ofSeconds(10)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    server.close();
  }
}
