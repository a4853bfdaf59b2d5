package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Encodes the records of one object in the order they come. Not thread-safe; {@link #close} may be
 * called at any time.
 */
public interface ObjectEncoder extends AutoCloseable {
  /**
   * Appends one record. Key and value are views of Kafka's fetch buffer: read them without changing
   * their position and keep no reference. Either may be null.
   *
   * @throws PoisonRecordException when this record cannot be written in this format; the encoder is
   *     then as it was before the call
   */
  void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException;

  /**
   * Bytes of heap held for this object at present, at least roughly; the component bounds their
   * sum.
   */
  long bufferedBytes();

  /**
   * Writes what is open and returns the whole object. No further call but {@link #close} follows.
   */
  ObjectBytes finish() throws IOException;

  @Override
  void close();
}
