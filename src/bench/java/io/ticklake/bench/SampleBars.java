package io.ticklake.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as the topic has them, without a broker. */
public final class SampleBars {
  private SampleBars() {}

  /** So many bars of one day, values lying one behind the other as in a fetch buffer. */
  public static List<ConsumerRecord<ByteBuffer, ByteBuffer>> of(int count) {
    BarLines bars = new BarLines(0);
    ByteBuffer fetched = ByteBuffer.allocate(count * 256);
    List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] bar = bars.next(i, BarLines.day(0), i / 500);
      ByteBuffer value = fetched.slice(fetched.position(), bar.length);
      fetched.put(bar);
      records.add(new ConsumerRecord<>("bench", 0, i, ByteBuffer.allocate(0), value));
    }
    return records;
  }
}
