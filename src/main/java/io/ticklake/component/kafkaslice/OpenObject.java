package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One folder's part of an open slice: its encoder and a count. One thread at a time. */
final class OpenObject implements AutoCloseable {
  private final String folder;
  private final ObjectEncoder encoder;
  private long records;

  OpenObject(String folder, ObjectEncoder encoder) {
    this.folder = folder;
    this.encoder = encoder;
  }

  void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
    encoder.append(record);
    records++;
  }

  /** The whole object. No append follows. */
  ObjectBytes finish() throws IOException {
    return encoder.finish();
  }

  String folder() {
    return folder;
  }

  long records() {
    return records;
  }

  long bufferedBytes() {
    return encoder.bufferedBytes();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
