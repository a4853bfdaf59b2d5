package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record's object lies: the key's folder, for example {@code
 * bars/timespan=day/dt=2026-11-20}. Shared between threads.
 */
public interface Layout {
  /**
   * The folder of this record, without leading or trailing slash. Depends on the record only, never
   * on clock or chance: a slice that is encoded again must give the same objects.
   *
   * @throws PoisonRecordException when a field, header or date that the layout names is absent or
   *     unusable
   */
  String folderOf(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException;
}
