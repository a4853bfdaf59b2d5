package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the simulated dead-letter topic. */
final class SimProducer extends MockProducer<byte[], byte[]> {
  private final SimProcess process;

  SimProducer(SimProcess process) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.process = process;
  }

  // Not synchronized as in the parent: the thread gives way in here.
  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    String value = new String(record.value(), StandardCharsets.UTF_8);
    String id = value.substring("{\"id\":\"".length(), value.indexOf("\",\"a\""));
    try {
      process.request(
          SimStep.DEAD_LETTER,
          "sets aside " + id,
          () -> {
            process.world.version++;
            return process.world.audit.setAside(id);
          });
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.completedFuture(
        new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0));
  }
}
