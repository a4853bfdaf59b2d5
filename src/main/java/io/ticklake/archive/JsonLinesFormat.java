package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectBytes;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  static final String KIND = "jsonl";

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
    return new Encoder(new CompressedText(codec), new JsonCheck(numbers, leftOut));
  }

  @Override
  public String description() {
    String names =
        new TreeSet<>(leftOut).stream().map(SchemaText::escape).collect(Collectors.joining(","));
    return Description.line(
        KIND, "codec=" + codec.text(), "numbers=" + numbers.text(), "without=" + names);
  }

  /** The format of a description of this kind. */
  static JsonLinesFormat of(Description text) {
    String names = text.get("without");
    Set<String> leftOut =
        names.isEmpty()
            ? Set.of()
            : Arrays.stream(names.split(",", -1))
                .map(SchemaText::unescape)
                .collect(Collectors.toSet());
    return new JsonLinesFormat(
        Codec.of(text.get("codec")), JsonNumbers.of(text.get("numbers")), leftOut);
  }

  @Override
  public long count(byte[] object) throws IOException {
    long records = 0;
    try (InputStream plain = codec.read(object)) {
      TextLines lines = new TextLines(plain);
      JsonCheck check = new JsonCheck(numbers, Set.of());
      while (lines.next()) {
        check.check(lines.text(), lines.start(), lines.end());
        records++;
      }
    } catch (PoisonRecordException e) {
      throw new IOException("line " + (records + 1) + ": " + e.getMessage(), e);
    }
    return records;
  }

  private record Encoder(CompressedText text, JsonCheck check) implements ObjectEncoder {
    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      ByteBuffer value = JsonBytes.valueOf(record);
      byte[] line = text.putDown(value);
      int start = text.end();
      int end = start + value.remaining();
      text.keep(check.check(line, start, end).apply(line, end + 1));
    }

    @Override
    public long bufferedBytes() {
      return text.bufferedBytes();
    }

    @Override
    public ObjectBytes finish() throws IOException {
      return text.finish();
    }

    @Override
    public void close() {
      text.close();
    }
  }
}
