package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bounds a poll, alone and below Kafka's own client. */
class PollLimitTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int LIMIT = 8 * MEGABYTE;

  @TempDir Path directory;

  private final PollLimit limit = new PollLimit();
  private final PollLimit.Values values = new PollLimit.Values();

  private int take(int bytes) {
    return values.deserialize("topic", new RecordHeaders(), ByteBuffer.allocate(bytes)).remaining();
  }

  @Test
  void admitsValuesUpToTheLimitAndRefusesTheNextUntilAnotherPollBegins() {
    values.configure(limit.settings(), false);
    assertThat(take(LIMIT - 10)).isEqualTo(LIMIT - 10);
    assertThat(take(10)).as("just fits").isEqualTo(10);

    assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);
    limit.reset();

    assertThat(take(1)).isEqualTo(1);
  }

  @Test
  void aValueLargerThanTheLimitIsAdmittedAsTheOnlyOne() {
    values.configure(limit.settings(), false);
    assertThat(take(1)).isEqualTo(1);
    assertThatThrownBy(() -> take(LIMIT + 1)).isInstanceOf(SerializationException.class);
    limit.reset();

    assertThat(take(LIMIT + 1)).isEqualTo(LIMIT + 1);

    assertThatThrownBy(() -> take(1)).isInstanceOf(SerializationException.class);
  }

  @Test
  void aTombstoneCostsNothing() {
    values.configure(limit.settings(), false);
    take(LIMIT);

    assertThat(values.deserialize("topic", new RecordHeaders(), (ByteBuffer) null)).isNull();
  }

  @Test
  void eachConsumerHasItsOwnLimit() {
    PollLimit.Values others = new PollLimit.Values();
    others.configure(new PollLimit().settings(), false);
    others.deserialize("topic", new RecordHeaders(), ByteBuffer.allocate(LIMIT));
    values.configure(limit.settings(), false);

    assertThat(take(LIMIT)).isEqualTo(LIMIT);
  }

  @Test
  void kafkasClientHandsOutWhatFitsAndGoesOnWithTheRefusedRecord() throws Exception {
    int[] sizes = {
      MEGABYTE, 3 * MEGABYTE, 3 * MEGABYTE, 3 * MEGABYTE, 9 * MEGABYTE, MEGABYTE, MEGABYTE
    };
    try (TestKafka kafka = new TestKafka(directory)) {
      NewTopic large =
          new NewTopic("large", 1, (short) 1)
              .configs(Map.of("max.message.bytes", String.valueOf(10 * MEGABYTE)));
      kafka.admin.createTopics(List.of(large)).all().get();
      send(kafka, "large", sizes);

      List<List<Integer>> polls = poll(kafka, "large", sizes.length);

      assertThat(polls.stream().flatMap(List::stream))
          .as("every record once and in order")
          .containsExactlyElementsOf(IntStream.of(sizes).boxed().toList());
      assertThat(polls)
          .allMatch(
              poll -> poll.size() == 1 || poll.stream().mapToInt(Integer::intValue).sum() <= LIMIT)
          .contains(List.of(9 * MEGABYTE));
    }
  }

  private static void send(TestKafka kafka, String topic, int[] sizes) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.server.address(), "max.request.size", 10 * MEGABYTE);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int size : sizes) {
        producer.send(new ProducerRecord<>(topic, new byte[size])).get();
      }
    }
  }

  /** The sizes of the values, by poll. */
  private List<List<Integer>> poll(TestKafka kafka, String topic, int records) {
    Map<String, Object> settings = new HashMap<>(limit.settings());
    settings.put("bootstrap.servers", kafka.server.address());
    settings.put("key.deserializer", ByteBufferDeserializer.class);
    settings.put("value.deserializer", PollLimit.Values.class);
    settings.put("max.partition.fetch.bytes", 40 * MEGABYTE);
    List<List<Integer>> polls = new ArrayList<>();
    try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer = new KafkaConsumer<>(settings)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      int seen = 0;
      while (seen < records) {
        limit.reset();
        List<Integer> sizes = new ArrayList<>();
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record :
            consumer.poll(Duration.ofSeconds(10))) {
          sizes.add(record.value().remaining());
        }
        assertThat(sizes).as("records within ten seconds").isNotEmpty();
        polls.add(sizes);
        seen += sizes.size();
      }
    }
    return polls;
  }
}
