package io.ticklake.verify;

import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.s3.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A broker and an S3 server, for one test class. */
final class Servers implements AutoCloseable {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");

  final KafkaServer kafka;
  final S3Server s3Server;
  final S3Client s3;
  final Admin admin;
  final BrokerTopics topics;
  private final KafkaProducer<String, String> producer;

  Servers(Path folder) {
    kafka = KafkaServer.start(folder.resolve("kafka"));
    s3Server = S3Server.start(folder.resolve("s3"), KEY);
    s3 =
        S3Client.builder()
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(s3Server.address()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(KEY.id(), KEY.secret())))
            .build();
    admin = Admin.create(Map.of("bootstrap.servers", kafka.address()));
    topics = new BrokerTopics(kafka.address());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.address()),
            new StringSerializer(),
            new StringSerializer());
  }

  Uuid createTopic(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    await("topic " + topic)
        .ignoreExceptions()
        .until(() -> !admin.describeTopics(Set.of(topic)).allTopicNames().get().isEmpty());
    return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).topicId();
  }

  void addPartition(String topic) throws Exception {
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
    await("two partitions")
        .until(
            () ->
                admin
                        .describeTopics(Set.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .size()
                    == 2);
  }

  void deleteBefore(String topic, long offset) throws Exception {
    admin
        .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  void send(String topic, int partition, List<String> values) throws Exception {
    List<Future<?>> answers = new ArrayList<>();
    values.forEach(
        value -> answers.add(producer.send(new ProducerRecord<>(topic, partition, null, value))));
    for (Future<?> answer : answers) {
      answer.get();
    }
  }

  @Override
  public void close() {
    producer.close();
    topics.close();
    admin.close();
    s3.close();
    s3Server.close();
    kafka.close();
  }
}
