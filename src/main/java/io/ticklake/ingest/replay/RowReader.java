package io.ticklake.ingest.replay;

/** Reads rows of one file. Not for several threads. */
final class RowReader {
  private final CellsReader cells;
  private final RowMaker maker;

  RowReader(CellsReader cells, RowMaker maker) {
    this.cells = cells;
    this.maker = maker;
  }

  ReadRow read(RawRow row) {
    try {
      RowMaker.Made made = maker.make(cells.read(row));
      return new GoodRow(row.line(), row.bytes(), made.moment(), made.message());
    } catch (UnreadableRowException e) {
      return new BadRow(row.line(), row.bytes(), String.valueOf(e.getMessage()));
    }
  }
}
