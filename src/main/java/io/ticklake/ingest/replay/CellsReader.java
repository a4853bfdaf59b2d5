package io.ticklake.ingest.replay;

/** Takes rows apart. */
interface CellsReader {
  Cells read(RawRow row) throws UnreadableRowException;
}
