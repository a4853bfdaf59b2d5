package io.ticklake.ingest.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a look at every row of a file found.
 *
 * @param rows that can be sent
 * @param badRows that cannot
 * @param inOrder whether the dates of its rows never go back
 * @param first the earliest moment, when rows say any
 */
public record Scan(
    long rows, long badRows, boolean inOrder, Optional<Instant> first, Optional<Instant> last) {
  /**
   * Reads a file from end to end.
   *
   * @param bad told of every row that cannot be read
   */
  public static Scan of(ReplayFile file, Consumer<BadRow> bad) throws IOException {
    Counter counter = new Counter();
    try (RowStream rows = file.rows()) {
      for (ReadRow row = rows.next(); row != null; row = rows.next()) {
        if (row instanceof GoodRow good) {
          counter.good(good);
        } else if (row instanceof BadRow unreadable) {
          counter.badRows++;
          bad.accept(unreadable);
        }
      }
    }
    return counter.scan();
  }

  /** How many days of the calendar its rows take, the first and the last included. */
  public long days() {
    return first.isEmpty() || last.isEmpty()
        ? 0
        : Duration.between(first.get(), last.get()).toDays() + 1;
  }

  private static final class Counter {
    private long rows;
    private long badRows;
    private boolean inOrder = true;
    private Instant before = Instant.MIN;
    private @Nullable Instant first;
    private @Nullable Instant last;

    void good(GoodRow row) {
      rows++;
      Instant time = row.time();
      inOrder &= !time.isBefore(before);
      before = time;
      if (row.moment() != null) {
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
      }
    }

    Scan scan() {
      return new Scan(
          rows, badRows, inOrder, Optional.ofNullable(first), Optional.ofNullable(last));
    }
  }
}
