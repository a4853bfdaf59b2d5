package io.ticklake.embedded.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.athena.engine.RowSink;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows into a {@link ResultFile} as they come. */
final class ResultWriter implements RowSink, AutoCloseable {
  private final OutputStream out;
  private final Execution execution;

  ResultWriter(ResultFile file, Execution execution) throws IOException {
    this.out = file.write();
    this.execution = execution;
  }

  @Override
  public void columns(List<Column> columns) {
    execution.columns(columns);
  }

  @Override
  public void row(List<@Nullable String> cells) {
    try {
      out.write(ResultFile.line(cells).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
