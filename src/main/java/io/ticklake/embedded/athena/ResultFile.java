package io.ticklake.embedded.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one result on the local disk, in Athena's CSV: every value quoted, NULL nothing at
 * all, lines ending in {@code \n}. Pages are read from it by byte offset, so that no result has to
 * stay in memory.
 */
final class ResultFile {
  private final Path file;

  ResultFile(Path file) {
    this.file = file;
  }

  /**
   * A page.
   *
   * @param next offset of the row behind it; negative at the end
   */
  record Page(List<List<@Nullable String>> rows, long next) {}

  OutputStream write() throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  static String line(List<@Nullable String> cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(i == 0 ? "" : ",");
      if (cell != null) {
        line.append('"').append(cell.replace("\"", "\"\"")).append('"');
      }
    }
    return line.append('\n').toString();
  }

  /**
   * Up to so many rows from this offset.
   *
   * @throws IOException if the offset is none of a row, or the file is gone
   */
  Page page(long offset, int maxRows) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(offset);
      var rows = new ArrayList<List<@Nullable String>>();
      long at = offset;
      while (rows.size() < maxRows) {
        var row = new Row();
        long bytes = row.read(in);
        if (bytes == 0) {
          return new Page(rows, -1);
        }
        at += bytes;
        rows.add(row.cells);
      }
      return new Page(rows, at < Files.size(file) ? at : -1);
    }
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Reads one line of bytes. */
  private static final class Row {
    private final List<@Nullable String> cells = new ArrayList<>();
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private boolean quoted;
    private boolean wasQuoted;

    /**
     * Reads on to the end of the line.
     *
     * @return bytes of the line; 0 at the end of the file
     */
    long read(InputStream in) throws IOException {
      long bytes = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes++;
        if (next == '"') {
          quote();
        } else if (quoted) {
          cell.write(next);
        } else if (next == ',') {
          end();
        } else if (next == '\n') {
          end();
          return bytes;
        }
      }
      return bytes;
    }

    /** A doubled quote closes the value and opens it again, with the quote inside. */
    private void quote() {
      if (!quoted && wasQuoted) {
        cell.write('"');
      }
      quoted = !quoted;
      wasQuoted = true;
    }

    private void end() {
      cells.add(wasQuoted ? cell.toString(UTF_8) : null);
      cell.reset();
      wasQuoted = false;
    }
  }
}
