package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A {@link Layout} written as a path with placeholders, for example {@code
 * bars/timespan={field:timespan}/dt={day:timestamp}}.
 *
 * <ul>
 *   <li>{@code {field:NAME}}: a top-level field of the value, which is a JSON object
 *   <li>{@code {day:NAME}}: the {@code yyyy-MM-dd} that such a field begins with
 *   <li>{@code {header:NAME}}: the record's last header of that name, as UTF-8 text
 *   <li>{@code {date:PATTERN}}: the record's Kafka timestamp in UTC, as {@link DateTimeFormatter}
 *       writes it
 * </ul>
 *
 * Values are escaped, see {@link FolderName}. Immutable.
 */
final class PathPattern implements Layout {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  // S3 allows keys of 1,024 bytes; what is left is for the object's name.
  private static final int MAX_FOLDER_BYTES = 700;

  private static final int DAY_LENGTH = "yyyy-MM-dd".length();

  private final List<Part> parts;
  private final Set<String> fields;

  private PathPattern(List<Part> parts, Set<String> fields) {
    this.parts = parts;
    this.fields = fields;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException that says what is wrong with the text
   */
  static PathPattern parse(String text) {
    if (text.isEmpty() || text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
      throw mistake(text, "it has to name a folder, without '/' at either end and without '//'");
    }
    List<Part> parts = new ArrayList<>();
    Set<String> fields = new LinkedHashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(literal(text, text.substring(end, matcher.start())));
      parts.add(placeholder(text, matcher.group(1), fields));
      end = matcher.end();
    }
    parts.add(literal(text, text.substring(end)));
    return new PathPattern(List.copyOf(parts), Set.copyOf(fields));
  }

  private static Part literal(String text, String literal) {
    if (literal.contains("{") || literal.contains("}")) {
      throw mistake(text, "a brace is not closed or not opened");
    }
    return (record, values) -> literal;
  }

  private static Part placeholder(String text, String content, Set<String> fields) {
    int colon = content.indexOf(':');
    String kind = colon < 0 ? content : content.substring(0, colon);
    String name = colon < 0 ? "" : content.substring(colon + 1);
    if (name.isEmpty()) {
      throw mistake(text, "'{" + content + "}' lacks a name, as in {field:ticker}");
    }
    return switch (kind) {
      case "field" -> {
        fields.add(name);
        yield (record, values) -> FolderName.escape(field(name, values), "field '" + name + "'");
      }
      case "day" -> {
        fields.add(name);
        yield (record, values) -> day(name, field(name, values));
      }
      case "header" ->
          (record, values) -> FolderName.escape(header(name, record), "header '" + name + "'");
      case "date" -> {
        DateTimeFormatter formatter = formatter(text, name);
        yield (record, values) -> date(formatter, record);
      }
      default ->
          throw mistake(
              text, "'{" + content + "}' is none of {field:…}, {day:…}, {header:…}, {date:…}");
    };
  }

  private static DateTimeFormatter formatter(String text, String pattern) {
    try {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
      // Some letters are accepted above and fail only when used.
      String example = formatter.format(Instant.EPOCH);
      if (example.isBlank()) {
        throw new DateTimeException("it writes nothing");
      }
      return formatter;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw mistake(text, "'" + pattern + "' is no date pattern: " + e.getMessage());
    }
  }

  private static IllegalArgumentException mistake(String text, String what) {
    return new IllegalArgumentException("Option 'layout' is '" + text + "': " + what);
  }

  @Override
  public String folderOf(ConsumerRecord<ByteBuffer, ByteBuffer> record)
      throws PoisonRecordException {
    Map<String, String> values = fields.isEmpty() ? Map.of() : JsonFields.read(record, fields);
    StringBuilder folder = new StringBuilder();
    for (Part part : parts) {
      folder.append(part.of(record, values));
    }
    if (folder.toString().getBytes(StandardCharsets.UTF_8).length > MAX_FOLDER_BYTES) {
      throw new PoisonRecordException(
          "Its folder is longer than %d bytes: %.100s…".formatted(MAX_FOLDER_BYTES, folder));
    }
    return folder.toString();
  }

  private static String field(String name, Map<String, String> values)
      throws PoisonRecordException {
    String value = values.get(name);
    if (value == null) {
      throw new PoisonRecordException("Field '" + name + "' is absent or null");
    }
    return value;
  }

  private static String day(String name, String value) throws PoisonRecordException {
    boolean whole = value.length() == DAY_LENGTH;
    boolean timed = value.length() > DAY_LENGTH && "T ".indexOf(value.charAt(DAY_LENGTH)) >= 0;
    if (whole || timed) {
      try {
        return LocalDate.parse(value.substring(0, DAY_LENGTH)).toString();
      } catch (DateTimeParseException e) {
        throw new PoisonRecordException(notADay(name, value), e);
      }
    }
    throw new PoisonRecordException(notADay(name, value));
  }

  private static String notADay(String name, String value) {
    return "Field '%s' is '%.100s': expected a date or timestamp that begins with yyyy-MM-dd"
        .formatted(name, value);
  }

  private static String header(String name, ConsumerRecord<ByteBuffer, ByteBuffer> record)
      throws PoisonRecordException {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      throw new PoisonRecordException("Header '" + name + "' is absent");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String date(
      DateTimeFormatter formatter, ConsumerRecord<ByteBuffer, ByteBuffer> record)
      throws PoisonRecordException {
    if (record.timestamp() < 0) {
      throw new PoisonRecordException("The record has no timestamp");
    }
    return formatter.format(Instant.ofEpochMilli(record.timestamp()));
  }

  /** One piece of the path. */
  private interface Part {
    String of(ConsumerRecord<ByteBuffer, ByteBuffer> record, Map<String, String> values)
        throws PoisonRecordException;
  }
}
