package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Bounds what one poll brings. Kafka's client bounds the bytes that it fetches, which are
 * compressed, and the number of records: five hundred of ten megabytes each would be handed out at
 * once. A value beyond the limit is refused with an exception, which for the client is a reason to
 * hand out the records before it; the next poll begins with it again. Used by one poll thread.
 */
final class PollLimit {
  // A poll of bars has half a megabyte; one record is always admitted, however large.
  private static final int BYTES = 8 << 20;

  private static final String SETTING = "kafka-slice.poll-limit";

  private long admitted;

  /** What a consumer needs to be told so that its values count here. */
  Map<String, Object> settings() {
    return Map.of(SETTING, this);
  }

  /** The next poll begins. */
  void reset() {
    admitted = 0;
  }

  private boolean admits(int bytes) {
    if (admitted > 0 && admitted + bytes > BYTES) {
      return false;
    }
    admitted += bytes;
    return true;
  }

  /** Hands out views of the fetch buffer, as far as the limit goes. */
  public static final class Values implements Deserializer<ByteBuffer> {
    private PollLimit limit = new PollLimit();

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
      limit =
          (PollLimit)
              Objects.requireNonNull(settings.get(SETTING), "a limit is part of the settings");
    }

    @Override
    public ByteBuffer deserialize(String topic, byte[] value) {
      throw new UnsupportedOperationException("Kafka's client hands out buffers");
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interfaces say nothing of the null of a tombstone
    public ByteBuffer deserialize(String topic, Headers headers, ByteBuffer value) {
      if (value != null && !limit.admits(value.remaining())) {
        throw new SerializationException("Enough for one poll; the next one goes on here");
      }
      return value;
    }
  }
}
