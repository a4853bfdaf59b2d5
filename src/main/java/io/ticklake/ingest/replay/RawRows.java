package io.ticklake.ingest.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file: its lines, but for a quoted value that holds line breaks. Lines without
 * anything in them are passed over.
 */
final class RawRows implements AutoCloseable {
  // An address or a note in a cell; a quote that is merely stray must not swallow the file.
  private static final int MAX_LINES = 100;

  private final Lines lines;
  private final @Nullable CellsReader quoted;

  /**
   * @param quoted tells whether lines that quotes hold together are a row; null where lines are
   *     rows
   */
  RawRows(Lines lines, @Nullable CellsReader quoted) {
    this.lines = lines;
    this.quoted = quoted;
  }

  /** The next row, null at the end. */
  @Nullable RawRow next() throws IOException {
    RawRow line = lines.next();
    while (line != null && isBlank(line)) {
      line = lines.next();
    }
    return line == null || quoted == null || !CsvDialect.isOpen(line) ? line : joined(line, quoted);
  }

  private RawRow joined(RawRow first, CellsReader reader) throws IOException {
    Deque<RawRow> taken = new ArrayDeque<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.bytes());
    boolean open = true;
    while (open && taken.size() < MAX_LINES) {
      RawRow line = lines.next();
      if (line == null) {
        break;
      }
      taken.push(line);
      bytes.write('\n');
      bytes.writeBytes(line.bytes());
      open ^= CsvDialect.isOpen(line);
    }
    RawRow whole = new RawRow(first.line(), bytes.toByteArray());
    if (!open && isRow(whole, reader)) {
      return whole;
    }
    // A stray quote: the lines after it are rows of their own.
    taken.forEach(lines::giveBack);
    return first;
  }

  private static boolean isRow(RawRow row, CellsReader reader) {
    try {
      reader.read(row);
      return true;
    } catch (UnreadableRowException e) {
      return false;
    }
  }

  private static boolean isBlank(RawRow line) {
    for (byte one : line.bytes()) {
      if (one != ' ' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
