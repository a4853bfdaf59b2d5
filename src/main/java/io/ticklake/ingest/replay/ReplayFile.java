package io.ticklake.ingest.replay;

import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of prices whose form is known: CSV with a header, or JSON lines. It is read as often as
 * {@link #rows} is called, and never held in memory.
 */
public final class ReplayFile implements AutoCloseable {
  private final FileInput input;
  private final FileForm form;
  private final Shape shape;
  private final List<String> fieldsOfRows;
  private final RowMaker maker;
  // Standard input cannot be opened twice: the first start is used.
  private @Nullable FileStart unused;

  private ReplayFile(FileInput input, FileForm form, FileStart start, Instant now) {
    MakerChoice choice = new MakerChoice(form, start, input.name());
    this.input = input;
    this.form = form;
    this.shape = choice.shape();
    this.maker = choice.maker(shape, now);
    this.fieldsOfRows = start.columns().map(Columns::names).orElse(List.of());
    this.unused = start;
  }

  /**
   * Looks at a file.
   *
   * @param path {@code -} is standard input; names in .gz and .zst are decompressed
   * @param now when it is received, for the {@code ingested_at} of its bars
   * @throws StopRoute when it is absent, empty, no text, or lacks what its records need
   */
  public static ReplayFile open(Path path, FileForm form, InputStream standardInput, Instant now) {
    FileInput input = new FileInput(path, form.encoding(), standardInput);
    FileStart start = null;
    try {
      start = FileStart.open(input, form);
      return new ReplayFile(input, form, start, now);
    } catch (IOException e) {
      throw UnusableFile.because(path.toString(), reason(e), e);
    } catch (IllegalArgumentException e) {
      closeQuietly(start, e);
      throw UnusableFile.because(path.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void closeQuietly(@Nullable FileStart start, Exception reason) {
    try {
      if (start != null) {
        start.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** What becomes of its rows. */
  public Shape shape() {
    return shape;
  }

  /** Whether rows sent as they are have a field of this name; of JSON lines it is not known. */
  public boolean lacks(String field) {
    return !fieldsOfRows.isEmpty() && !fieldsOfRows.contains(field);
  }

  /** Whether it can be read once only. */
  public boolean isStandardInput() {
    return input.isStandardInput();
  }

  /** Whether its rows can be given other dates. */
  public boolean canShiftDates() {
    return !(maker instanceof JsonRowMaker);
  }

  /** Its rows from the first on, in the order of the file. */
  public RowStream rows() throws IOException {
    FileStart start = unused == null ? FileStart.open(input, form) : unused;
    unused = null;
    RowReader reader = new RowReader(start.cells(), maker);
    return new RowStream() {
      @Override
      public @Nullable ReadRow next() throws IOException {
        RawRow row = nextRaw(start.rows());
        return row == null ? null : reader.read(row);
      }

      @Override
      public void close() throws IOException {
        start.close();
      }
    };
  }

  private @Nullable RawRow nextRaw(RawRows rows) {
    try {
      return rows.next();
    } catch (IOException e) {
      // Cut off or damaged compressed data, a line without an end, the disk.
      throw UnusableFile.because(input.name(), "it cannot be read to its end: " + reason(e), e);
    }
  }

  /** Reads rows again that were kept as bytes. */
  RowReader reader() throws IOException {
    try (FileStart start = FileStart.open(input, form)) {
      return new RowReader(start.cells(), maker);
    }
  }

  @Override
  public void close() throws IOException {
    if (unused != null) {
      unused.close();
    }
  }
}
