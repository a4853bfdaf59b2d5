package io.ticklake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The text of a CSV object, read back. */
final class CsvObject {
  private final Schema schema;

  CsvObject(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads every cell.
   *
   * @return rows, without the header
   * @throws IOException when a row is not as the schema says
   */
  long count(InputStream plain) throws IOException {
    LastBytes text = new LastBytes(plain);
    // A decoder, not a charset: that would replace what is no UTF-8.
    try (CSVParser rows =
        CSVFormat.RFC4180.parse(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()))) {
      for (CSVRecord row : rows) {
        check(row);
      }
      if (rows.getRecordNumber() == 0 || !text.endWithLine()) {
        throw new IOException("the last line has no end");
      }
      return rows.getRecordNumber() - 1;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (DateTimeException | NumberFormatException e) {
      throw new IOException("a cell has not the type of its column: " + e.getMessage(), e);
    }
  }

  private void check(CSVRecord row) throws IOException {
    List<Schema.Column> columns = schema.columns();
    if (row.size() != columns.size()) {
      throw new IOException(
          "row %d has %d cells, expected %d"
              .formatted(row.getRecordNumber(), row.size(), columns.size()));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (row.getRecordNumber() == 1) {
        expect(row.get(i).equals(columns.get(i).name()), row, columns.get(i));
      } else if (!row.get(i).isEmpty()) {
        check(row.get(i), row, columns.get(i));
      }
    }
  }

  private static void check(String cell, CSVRecord row, Schema.Column column) throws IOException {
    switch (column.type()) {
      case STRING -> {}
      case DOUBLE -> expect(Double.isFinite(Double.parseDouble(cell)), row, column);
      case LONG -> Long.parseLong(cell);
      case BOOLEAN -> expect(cell.equals("true") || cell.equals("false"), row, column);
      case TIMESTAMP -> CalendarText.epochMillis(cell);
      case DATE -> CalendarText.epochDay(cell);
    }
  }

  private static void expect(boolean holds, CSVRecord row, Schema.Column column)
      throws IOException {
    if (!holds) {
      throw new IOException(
          "row %d: '%s' does not fit column '%s'"
              .formatted(row.getRecordNumber(), row.toList(), column.name()));
    }
  }

  /** Remembers what it was that ended the text. */
  private static final class LastBytes extends java.io.FilterInputStream {
    private int last = -1;

    LastBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      last = read < 0 ? last : read;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      last = read > 0 ? target[offset + read - 1] : last;
      return read;
    }

    boolean endWithLine() {
      return last == '\n';
    }
  }
}
