package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.TableSchema.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a result: first its columns, then row after row. */
public interface RowSink {
  void columns(List<Column> columns);

  /**
   * Takes the next row.
   *
   * @param cells texts as Athena writes them, null for NULL
   */
  void row(List<@Nullable String> cells);
}
