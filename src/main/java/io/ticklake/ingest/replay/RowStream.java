package io.ticklake.ingest.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows, one after the other; never all of them in memory. */
public interface RowStream extends AutoCloseable {
  /** The next row, null at the end. */
  @Nullable ReadRow next() throws IOException;

  @Override
  void close() throws IOException;
}
