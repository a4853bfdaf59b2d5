package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
 * Values are escaped, see {@link FolderName}. Folders that were met before are found by the bytes
 * of those values, without an object for each record.
 */
final class PathPattern implements Layout {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  // S3 allows keys of 1,024 bytes; what is left is for the object's name.
  private static final int MAX_FOLDER_BYTES = 700;

  private final List<PathPiece> pieces;
  private final List<String> fields;
  private final FolderCache folders = new FolderCache();
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::newScratch);

  /** What one thread needs to look a folder up. */
  private record Scratch(JsonFieldScan scan, FolderCache.Key key) {}

  private PathPattern(List<PathPiece> pieces, List<String> fields) {
    this.pieces = List.copyOf(pieces);
    this.fields = List.copyOf(fields);
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
    List<PathPiece> pieces = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pieces.add(literal(text, text.substring(end, matcher.start())));
      pieces.add(placeholder(text, matcher.group(1), fields));
      end = matcher.end();
    }
    pieces.add(literal(text, text.substring(end)));
    return new PathPattern(pieces, fields);
  }

  private static PathPiece literal(String text, String literal) {
    if (literal.contains("{") || literal.contains("}")) {
      throw mistake(text, "a brace is not closed or not opened");
    }
    return new PathPiece.Literal(literal);
  }

  private static PathPiece placeholder(String text, String content, List<String> fields) {
    int colon = content.indexOf(':');
    String kind = colon < 0 ? content : content.substring(0, colon);
    String name = colon < 0 ? "" : content.substring(colon + 1);
    if (name.isEmpty()) {
      throw mistake(text, "'{" + content + "}' lacks a name, as in {field:ticker}");
    }
    return switch (kind) {
      case "field" -> new PathPiece.Field(name, place(name, fields));
      case "day" -> new PathPiece.Day(name, place(name, fields));
      case "header" -> new PathPiece.HeaderText(name);
      case "date" -> date(text, name);
      default ->
          throw mistake(
              text, "'{" + content + "}' is none of {field:…}, {day:…}, {header:…}, {date:…}");
    };
  }

  private static int place(String name, List<String> fields) {
    if (!fields.contains(name)) {
      fields.add(name);
    }
    return fields.indexOf(name);
  }

  private static PathPiece date(String text, String pattern) {
    try {
      return PathPiece.Date.of(pattern);
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
    Scratch mine = scratch.get();
    if (!fillKey(mine, record)) {
      return write(record);
    }
    String known = folders.get(mine.key);
    if (!known.isEmpty()) {
      return known;
    }
    String folder = write(record);
    folders.put(mine.key, folder);
    return folder;
  }

  private boolean fillKey(Scratch mine, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    mine.key.clear();
    if (!fields.isEmpty() && (record.value() == null || !mine.scan.find(record.value()))) {
      return false;
    }
    for (PathPiece piece : pieces) {
      if (!piece.addTo(mine.key, record, mine.scan)) {
        return false;
      }
    }
    return true;
  }

  private String write(ConsumerRecord<ByteBuffer, ByteBuffer> record) throws PoisonRecordException {
    Map<String, String> values =
        fields.isEmpty() ? Map.of() : JsonFields.read(record, Set.copyOf(fields));
    StringBuilder text = new StringBuilder();
    for (PathPiece piece : pieces) {
      text.append(piece.text(record, values));
    }
    String folder = text.toString();
    if (folder.getBytes(StandardCharsets.UTF_8).length > MAX_FOLDER_BYTES) {
      throw new PoisonRecordException(
          "Its folder is longer than %d bytes: %.100s…".formatted(MAX_FOLDER_BYTES, folder));
    }
    return folder;
  }

  private Scratch newScratch() {
    byte[][] names =
        fields.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    return new Scratch(new JsonFieldScan(names), new FolderCache.Key(pieces.size()));
  }
}
