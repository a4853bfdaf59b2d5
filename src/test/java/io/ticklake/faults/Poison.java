package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records that a program may wish it had never seen. */
final class Poison implements AutoCloseable {
  private static final int TEN_MEGABYTES = 10_000_000;
  private static final byte[] KEY = "poison".getBytes(UTF_8);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Produced produced;

  Poison(String brokers, String topic, Produced produced) {
    this.producer = Load.producer(brokers);
    this.topic = topic;
    this.produced = produced;
  }

  /** Sends one record of each kind; how many kinds there are. */
  int sendEachKind() {
    List<byte @Nullable []> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add("not JSON".getBytes(UTF_8));
    values.add("{\"ticker\":".getBytes(UTF_8));
    values.add("[1,2]".getBytes(UTF_8));
    values.add("{}".getBytes(UTF_8));
    values.add("{\"ticker\":7,\"open\":\"high\"}".getBytes(UTF_8));
    values.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    values.add("x".repeat(TEN_MEGABYTES).getBytes(UTF_8));
    values.forEach(value -> send(KEY, produced.next(), value));
    // Good ones, but unusual.
    int large = produced.next();
    send(KEY, large, Bars.json(large, "-" + "x".repeat(TEN_MEGABYTES)));
    int keyless = produced.next();
    send(null, keyless, Bars.json(keyless, ""));
    withoutHeaders();
    producer.flush();
    return values.size() + 3;
  }

  /** The layout asks for headers that this one lacks. */
  private void withoutHeaders() {
    int number = produced.next();
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, KEY, Bars.json(number, ""));
    record.headers().add(Bars.NUMBER, Integer.toString(number).getBytes(UTF_8));
    Load.send(producer, produced, number, record);
  }

  private void send(byte @Nullable [] key, int number, byte @Nullable [] value) {
    Load.send(producer, produced, number, Bars.record(topic, number, key, value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
