package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a simulated topic.
 *
 * @param life which of the topics of this name it is of, from 0
 * @param a partition value under one layout
 * @param b partition value under the other
 * @param poison until which version of the parser it is refused; 0: never
 */
record SimRecord(int life, long offset, int a, int b, int poison) {
  String id() {
    return life + ":" + offset;
  }

  ConsumerRecord<ByteBuffer, ByteBuffer> asKafkaGivesIt() {
    return Records.at(
        offset,
        "{\"id\":\"%s\",\"a\":\"%d\",\"b\":\"%d\",\"poison\":%d}".formatted(id(), a, b, poison));
  }
}
