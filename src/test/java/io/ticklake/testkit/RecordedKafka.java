package io.ticklake.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Under camel-kafka's own producers, Kafka's recorder instead of its client: no broker. */
public final class RecordedKafka implements KafkaClientFactory {
  private final MockProducer<Object, Object> producer =
      new MockProducer<>(true, serializer(), serializer());

  /** What was sent to a topic, in order. */
  public List<ProducerRecord<Object, Object>> records(String topic) {
    return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  /** Every send fails from now on, until given null. */
  public void fail(@Nullable RuntimeException failure) {
    producer.sendException = failure;
  }

  /** The headers of a record, as text. */
  public static Map<String, String> headers(ProducerRecord<?, ?> record) {
    Map<String, String> texts = new HashMap<>();
    record
        .headers()
        .forEach(
            header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return texts;
  }

  @Override
  public Producer<Object, Object> getProducer(Properties properties) {
    return producer;
  }

  @Override
  public Consumer<Object, Object> getConsumer(Properties properties) {
    throw new UnsupportedOperationException("This Kafka is only written to");
  }

  @Override
  public String getBrokers(KafkaConfiguration configuration) {
    return "recorded:1";
  }

  private static Serializer<Object> serializer() {
    StringSerializer text = new StringSerializer();
    return (topic, value) -> text.serialize(topic, (String) value);
  }
}
