package io.ticklake.ingest.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, opened: its kind and columns are known, and its first rows.
 *
 * @param columns of a CSV file, empty for JSON lines
 * @param rows from its first one on
 * @param cells takes them apart
 * @param sample the first ones, as many as there are up to some number
 */
record FileStart(Optional<Columns> columns, RawRows rows, CellsReader cells, List<Cells> sample)
    implements AutoCloseable {
  private static final int SAMPLE_ROWS = 1000;

  FileStart {
    sample = List.copyOf(sample);
  }

  /** Opens a file at its first row. */
  static FileStart open(FileInput input, FileForm form) throws IOException {
    FileInput.Text text = input.open();
    try {
      return start(text, form);
    } catch (UnreadableRowException | IllegalArgumentException e) {
      text.lines().close();
      throw UnusableFile.because(input.name(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      text.lines().close();
      throw e;
    }
  }

  private static FileStart start(FileInput.Text text, FileForm form)
      throws IOException, UnreadableRowException {
    RawRow first = firstLine(text.lines());
    if (first == null) {
      throw new UnreadableRowException("it is empty");
    }
    TextDecoding decoding = new TextDecoding(text.encoding());
    return begins(first, '{')
        ? json(text.lines(), first, new JsonCellsReader(decoding, form.columns()))
        : csv(text.lines(), first, decoding, form);
  }

  private static @Nullable RawRow firstLine(Lines lines) throws IOException {
    RawRow line = lines.next();
    while (line != null
        && new String(line.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
      line = lines.next();
    }
    return line;
  }

  private static boolean begins(RawRow line, char sign) {
    int at = 0;
    while (line.bytes()[at] == ' ' || line.bytes()[at] == '\t') {
      at++;
    }
    return line.bytes()[at] == sign;
  }

  private static FileStart json(Lines lines, RawRow first, CellsReader cells) throws IOException {
    lines.giveBack(first);
    return new FileStart(
        Optional.empty(), new RawRows(lines, null), cells, sample(lines, null, cells));
  }

  private static FileStart csv(Lines lines, RawRow first, TextDecoding decoding, FileForm form)
      throws IOException, UnreadableRowException {
    String header = decoding.text(first);
    char delimiter = form.delimiter().orElseGet(() -> CsvDialect.delimiter(header));
    CsvDialect dialect = new CsvDialect(delimiter, decoding);
    Columns columns = Columns.of(dialect.values(first), form.columns());
    CellsReader cells = new CsvCellsReader(dialect, columns);
    return new FileStart(
        Optional.of(columns), new RawRows(lines, cells), cells, sample(lines, cells, cells));
  }

  // What is read here is given back, so that standard input need not be read twice.
  private static List<Cells> sample(Lines lines, @Nullable CellsReader quoted, CellsReader cells)
      throws IOException {
    RawRows rows = new RawRows(lines, quoted);
    List<RawRow> taken = new ArrayList<>();
    List<Cells> sample = new ArrayList<>();
    while (taken.size() < SAMPLE_ROWS) {
      RawRow row = rows.next();
      if (row == null) {
        break;
      }
      taken.add(row);
      try {
        sample.add(cells.read(row));
      } catch (UnreadableRowException e) {
        // It tells nothing here; it is reported when its turn comes.
      }
    }
    for (int i = taken.size() - 1; i >= 0; i--) {
      lines.giveBack(taken.get(i));
    }
    return sample;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
