package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** One piece of a {@link PathPattern}. Immutable. */
sealed interface PathPiece {
  /**
   * Its text for this record.
   *
   * @param fields of the record's value, by name
   * @throws PoisonRecordException when the record has none
   */
  String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields)
      throws PoisonRecordException;

  /**
   * Adds the bytes that decide {@link #text} to the key.
   *
   * @param fields has found all fields of the pattern
   * @return false when the record is unusual; then only {@code text} knows
   */
  boolean addTo(
      FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields);

  /** Always the same. */
  record Literal(String text) implements PathPiece {
    @Override
    public String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields) {
      return text;
    }

    @Override
    public boolean addTo(
        FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields) {
      return true;
    }
  }

  /**
   * A top-level field of the value.
   *
   * @param place of the field among those that are scanned for
   */
  record Field(String name, int place) implements PathPiece {
    @Override
    public String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields)
        throws PoisonRecordException {
      return FolderName.escape(value(name, fields), "field '" + name + "'");
    }

    @Override
    public boolean addTo(
        FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields) {
      return key.add(fields.text(), fields.from(place), fields.to(place));
    }

    static String value(String name, Map<String, String> fields) throws PoisonRecordException {
      String value = fields.get(name);
      if (value == null) {
        throw new PoisonRecordException("Field '" + name + "' is absent or null");
      }
      return value;
    }
  }

  /**
   * The {@code yyyy-MM-dd} that such a field begins with.
   *
   * @param place of the field among those that are scanned for
   */
  record Day(String name, int place) implements PathPiece {
    private static final int LENGTH = "yyyy-MM-dd".length();

    @Override
    public String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields)
        throws PoisonRecordException {
      String value = Field.value(name, fields);
      try {
        if (value.length() == LENGTH || (value.length() > LENGTH && ends(value.charAt(LENGTH)))) {
          return LocalDate.parse(value.substring(0, LENGTH)).toString();
        }
      } catch (DateTimeParseException e) {
        throw new PoisonRecordException(notADay(value), e);
      }
      throw new PoisonRecordException(notADay(value));
    }

    @Override
    public boolean addTo(
        FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields) {
      int from = fields.from(place);
      int length = fields.to(place) - from;
      boolean usual =
          length == LENGTH || (length > LENGTH && ends((char) fields.text()[from + LENGTH]));
      return usual && key.add(fields.text(), from, from + LENGTH);
    }

    private static boolean ends(char c) {
      return c == 'T' || c == ' ';
    }

    private String notADay(String value) {
      return "Field '%s' is '%.100s': expected a date or timestamp that begins with yyyy-MM-dd"
          .formatted(name, value);
    }
  }

  /** The record's last header of a name, as UTF-8 text. */
  record HeaderText(String name) implements PathPiece {
    @Override
    public String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields)
        throws PoisonRecordException {
      Header header = record.headers().lastHeader(name);
      if (header == null || header.value() == null) {
        throw new PoisonRecordException("Header '" + name + "' is absent");
      }
      String value = new String(header.value(), StandardCharsets.UTF_8);
      return FolderName.escape(value, "header '" + name + "'");
    }

    @Override
    public boolean addTo(
        FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields) {
      Header header = record.headers().lastHeader(name);
      byte[] value = header == null ? null : header.value();
      return value != null && key.add(value, 0, value.length);
    }
  }

  /**
   * The record's Kafka timestamp.
   *
   * @param unit in milliseconds, within which the text stays the same
   */
  record Date(DateTimeFormatter formatter, long unit) implements PathPiece {
    // Letters of DateTimeFormatter that tell more than a day, an hour or a minute.
    private static final String HOUR = "aBhHkK";
    private static final String MINUTE = "m";
    private static final String BELOW = "sSAnN";

    /**
     * Reads a pattern.
     *
     * @throws DateTimeException or IllegalArgumentException when it is none
     */
    static Date of(String pattern) {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
      // Some letters are accepted above and fail only when used.
      if (formatter.format(Instant.EPOCH).isBlank()) {
        throw new DateTimeException("it writes nothing");
      }
      return new Date(formatter, unit(pattern));
    }

    private static long unit(String pattern) {
      if (pattern.chars().anyMatch(c -> BELOW.indexOf(c) >= 0)) {
        return 1;
      }
      if (pattern.chars().anyMatch(c -> MINUTE.indexOf(c) >= 0)) {
        return 60_000;
      }
      return pattern.chars().anyMatch(c -> HOUR.indexOf(c) >= 0) ? 3_600_000 : 86_400_000;
    }

    @Override
    public String text(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> fields)
        throws PoisonRecordException {
      if (record.timestamp() < 0) {
        throw new PoisonRecordException("The record has no timestamp");
      }
      return formatter.format(Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public boolean addTo(
        FolderCache.Key key, ConsumerRecord<ByteBuffer, ByteBuffer> record, JsonFieldScan fields) {
      return record.timestamp() >= 0 && key.add(record.timestamp() / unit);
    }
  }
}
