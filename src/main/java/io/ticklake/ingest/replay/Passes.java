package io.ticklake.ingest.replay;

import java.io.IOException;

/** Where each pass over the rows of a file comes from. */
@FunctionalInterface
public interface Passes {
  /** The rows from the first on. */
  RowStream begin() throws IOException;
}
