package io.ticklake.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads ordinary records into rows without an object for each value. Fields come in the same order
 * in nearly every record, so the next one is guessed and then compared. Whatever is unusual it
 * leaves to {@link RowReader}'s other way. Used by one thread.
 */
final class RowScan {
  private static final int MAX_UNKNOWN = 32;

  private final Schema.Column[] columns;
  private final ColumnScan[] scans;
  // Of the columns, then of the fields that the object's key carries.
  private final byte[][] names;
  // By place of a name, the place of the one that followed it last time; the last is for the first.
  private final int[] next;
  private final int[] unknown = new int[2 * MAX_UNKNOWN];
  private int unknownBounds;

  RowScan(Schema schema) {
    columns = schema.columns().toArray(new Schema.Column[0]);
    scans = schema.columns().stream().map(c -> new ColumnScan(c.type())).toArray(ColumnScan[]::new);
    List<String> all = new ArrayList<>(schema.columns().stream().map(Schema.Column::name).toList());
    all.addAll(schema.partition());
    names = all.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    next = new int[names.length + 1];
  }

  /**
   * Reads {@code text[0..to)}, which {@link Row#hold} gave.
   *
   * @return whether the row is whole; if not, nothing is said about the record
   */
  boolean read(byte[] text, int to, Row row) {
    unknownBounds = 0;
    int p = JsonScan.blanks(text, 0);
    if (text[p] != '{') {
      return false;
    }
    p = JsonScan.blanks(text, p + 1);
    int before = names.length;
    while (text[p] == '"') {
      int name = p + 1;
      p = JsonScan.name(text, name);
      if (p < 0) {
        return false;
      }
      int place = place(text, name, p - 1, before);
      p = JsonScan.blanks(text, p);
      p = text[p] == ':' ? value(text, JsonScan.blanks(text, p + 1), to, place, row) : -1;
      if (p < 0) {
        return false;
      }
      before = place < 0 ? before : place;
      p = JsonScan.blanks(text, p);
      if (text[p] != ',') {
        break;
      }
      p = JsonScan.blanks(text, p + 1);
    }
    return text[p] == '}' && JsonScan.blanks(text, p + 1) == to && hasRequired(row);
  }

  /** Counts the fields of the last row that the schema does not know. */
  void countUnknown(byte[] text, UnknownFields fields) {
    for (int i = 0; i < unknownBounds; i += 2) {
      int length = unknown[i + 1] - unknown[i];
      fields.count(new String(text, unknown[i], length, StandardCharsets.UTF_8));
    }
  }

  private int place(byte[] text, int from, int to, int before) {
    int guess = next[before];
    for (int i = 0; i < names.length; i++) {
      int place = guess + i < names.length ? guess + i : guess + i - names.length;
      if (Arrays.equals(names[place], 0, names[place].length, text, from, to)) {
        next[before] = place;
        return place;
      }
    }
    if (unknownBounds == unknown.length) {
      return -2;
    }
    unknown[unknownBounds++] = from;
    unknown[unknownBounds++] = to;
    return -1;
  }

  private int value(byte[] text, int p, int to, int place, Row row) {
    if (place == -2) {
      return JsonScan.UNSURE;
    }
    if (place < 0 || place >= columns.length) {
      return JsonScan.value(text, p, 1);
    }
    if (row.has(place)) {
      return JsonScan.UNSURE;
    }
    return text[p] == 'n' ? JsonScan.value(text, p, 1) : scans[place].read(text, p, to, place, row);
  }

  private boolean hasRequired(Row row) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].required() && !row.has(i)) {
        return false;
      }
    }
    return true;
  }
}
