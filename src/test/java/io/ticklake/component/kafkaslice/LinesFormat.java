package io.ticklake.component.kafkaslice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record a line. A value that begins with "bad" is poison, one with "bug" breaks the encoder.
 */
final class LinesFormat implements Format {
  /** Encoders that were opened and not closed. */
  final AtomicInteger openEncoders = new AtomicInteger();

  @Override
  public String extension() {
    return "txt";
  }

  @Override
  public String contentType() {
    return "text/plain";
  }

  @Override
  public ObjectEncoder open() {
    openEncoders.incrementAndGet();
    return new Lines();
  }

  @Override
  public String description() {
    return "lines";
  }

  @Override
  public long count(byte[] object) throws IOException {
    if (object.length > 0 && object[object.length - 1] != '\n') {
      throw new IOException("the last line has no end");
    }
    return new String(object, StandardCharsets.UTF_8).lines().count();
  }

  private final class Lines implements ObjectEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean closed;

    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      if (record.value() == null) {
        throw new PoisonRecordException("no value");
      }
      String line = StandardCharsets.UTF_8.decode(record.value().duplicate()).toString();
      if (line.startsWith("bad")) {
        throw new PoisonRecordException("value is '" + line + "'");
      }
      if (line.startsWith("bug")) {
        throw new IllegalStateException("encoder has a bug with '" + line + "'");
      }
      bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long bufferedBytes() {
      return bytes.size();
    }

    @Override
    public ObjectBytes finish() {
      return ObjectBytes.of(bytes.toByteArray());
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openEncoders.decrementAndGet();
      }
    }
  }
}
