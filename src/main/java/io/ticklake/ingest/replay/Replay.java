package io.ticklake.ingest.replay;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Sends rows to a topic, in their order, at a pace. */
public final class Replay {
  // How long a wait may go on after somebody asked to stop.
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final RecordSink sink;
  private final Plan plan;
  private final Consumer<BadRow> badRows;
  private final LongConsumer progress;
  private final BooleanSupplier stopped;

  private long began;
  private long sent;
  private @Nullable Instant first;

  /** What follows the last row. */
  public enum Loop {
    /** Nothing. */
    NONE,
    /** The first row again, with its own date. */
    SAME_DATES,
    /** The first row again, dated after the last one. */
    LATER_DATES
  }

  /**
   * What to send.
   *
   * @param most rows, all passes together
   * @param passDays how many days of the file's calendar a pass takes
   */
  public record Plan(String topic, Pace pace, long most, Loop loop, long passDays) {
    /** One pass over everything. */
    public static Plan once(String topic, Pace pace) {
      return new Plan(topic, pace, Long.MAX_VALUE, Loop.NONE, 0);
    }
  }

  /**
   * @param badRows told of rows that cannot be read, when they come up here
   * @param progress told how many were sent
   * @param stopped whether somebody asked to stop
   */
  public Replay(
      RecordSink sink,
      Plan plan,
      Consumer<BadRow> badRows,
      LongConsumer progress,
      BooleanSupplier stopped) {
    this.sink = sink;
    this.plan = plan;
    this.badRows = badRows;
    this.progress = progress;
    this.stopped = stopped;
  }

  /**
   * Sends all rows and returns when Kafka has acknowledged them.
   *
   * @return how many
   * @throws RetryLater when Kafka did not take one; those before it may be there
   */
  public long send(Passes passes) throws IOException {
    began = System.nanoTime();
    long pass = 0;
    boolean some;
    do {
      long before = sent;
      try (RowStream rows = passes.begin()) {
        pass(rows, pass * plan.passDays);
      }
      some = sent > before;
      pass++;
    } while (plan.loop != Loop.NONE && some && !isOver());
    sink.flush(plan.topic);
    return sent;
  }

  private boolean isOver() {
    return sent >= plan.most || stopped.getAsBoolean();
  }

  private void pass(RowStream rows, long days) throws IOException {
    for (ReadRow row = isOver() ? null : rows.next(); row != null; row = rows.next()) {
      if (row instanceof GoodRow good) {
        await(plan.pace.due(sent, passed(good, days)));
        if (isOver()) {
          return;
        }
        sink.send(good.message().apply(plan.loop == Loop.LATER_DATES ? days : 0).to(plan.topic));
        progress.accept(++sent);
      } else if (row instanceof BadRow bad) {
        badRows.accept(bad);
      }
      if (isOver()) {
        return;
      }
    }
  }

  private Duration passed(GoodRow row, long days) {
    Instant time = row.time().plus(Duration.ofDays(days));
    if (first == null) {
      first = time;
    }
    return Duration.between(first, time);
  }

  private void await(Duration due) {
    try {
      for (long left = left(due); left > 0 && !stopped.getAsBoolean(); left = left(due)) {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, NAP_NANOS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLater(
          ErrorCode.KAFKA_UNREACHABLE, "The replay was interrupted after " + sent + " rows.", e);
    }
  }

  private long left(Duration due) {
    return due.toNanos() - (System.nanoTime() - began);
  }
}
