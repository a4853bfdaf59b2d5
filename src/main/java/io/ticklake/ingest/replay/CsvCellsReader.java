package io.ticklake.ingest.replay;

import java.util.List;

/** Reads rows of a CSV file: as many values as the header has columns. */
final class CsvCellsReader implements CellsReader {
  private final CsvDialect dialect;
  private final Columns columns;

  CsvCellsReader(CsvDialect dialect, Columns columns) {
    this.dialect = dialect;
    this.columns = columns;
  }

  @Override
  public CsvCells read(RawRow row) throws UnreadableRowException {
    List<String> values = dialect.values(row);
    if (values.size() != columns.headers().size()) {
      throw new UnreadableRowException(
          "has %d columns, expected are %d".formatted(values.size(), columns.headers().size()));
    }
    return new CsvCells(columns, values);
  }
}
