package io.ticklake.component.kafkaslice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One line for each record: version and id. A newer version accepts records that an older one
 * refused, and so does the old one in a newer release of the program.
 *
 * @param version from 1
 * @param newer whether the program is of the newer release
 */
record SimFormat(int version, boolean newer) implements Format {
  private static final Pattern RECORD =
      Pattern.compile("\\{\"id\":\"([0-9:]+)\".*\"poison\":(\\d+)}");

  static SimFormat of(String description, boolean newer) {
    return new SimFormat(Integer.parseInt(description.substring("sim".length())), newer);
  }

  @Override
  public String extension() {
    return "txt";
  }

  @Override
  public String contentType() {
    return "text/plain";
  }

  @Override
  public String description() {
    return "sim" + version;
  }

  @Override
  public long count(byte[] object) {
    return new String(object, StandardCharsets.UTF_8).lines().count();
  }

  boolean refuses(int poison) {
    return poison == 2 || (poison == 1 && version == 1 && !newer);
  }

  @Override
  public ObjectEncoder open() {
    return new Lines();
  }

  private final class Lines implements ObjectEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void append(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
      String text = StandardCharsets.UTF_8.decode(record.value().duplicate()).toString();
      Matcher matcher = RECORD.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalStateException("not a simulated record: " + text);
      }
      if (refuses(Integer.parseInt(matcher.group(2)))) {
        throw new PoisonRecordException("refused by version " + version);
      }
      bytes.writeBytes((version + " " + matcher.group(1) + "\n").getBytes(StandardCharsets.UTF_8));
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
      // Nothing is held outside the heap.
    }
  }
}
