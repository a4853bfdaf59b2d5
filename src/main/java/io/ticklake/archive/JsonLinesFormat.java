package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One JSON object a line, as it came from Kafka byte for byte: decimals stay decimals. A record
 * that is not one JSON object on one line is poison.
 *
 * @param leftOut top-level fields that are not written, because the object's key carries them as
 *     {@code name=value}; readers refuse a table that has a name as column and as partition key
 */
public record JsonLinesFormat(Codec codec, JsonNumbers numbers, Set<String> leftOut)
    implements Format {
  public JsonLinesFormat {
    leftOut = Set.copyOf(leftOut);
  }

  /** Writes every field. */
  public JsonLinesFormat(Codec codec, JsonNumbers numbers) {
    this(codec, numbers, Set.of());
  }

  @Override
  public String extension() {
    return "jsonl" + codec.suffix();
  }

  @Override
  public String contentType() {
    return codec.contentType("application/x-ndjson");
  }

  @Override
  public ObjectEncoder open() {
    CompressedText text = new CompressedText(codec);
    return new Encoder(text, new JsonLine(numbers, leftOut, text));
  }

  private record Encoder(CompressedText text, JsonLine line) implements ObjectEncoder {
    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      line.write(JsonBytes.valueOf(record));
    }

    @Override
    public long bufferedBytes() {
      return text.bufferedBytes();
    }

    @Override
    public byte[] finish() throws IOException {
      return text.finish();
    }

    @Override
    public void close() {
      text.close();
    }
  }
}
