package io.ticklake.ingest.generate;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.ingest.replay.RecordSink;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Sends what a generator makes, at a rate. */
public final class GeneratorRun {
  // Between two looks at the clock: a rate is kept to within some hundredths of a second.
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long MOST_AT_ONCE = 4096;

  private final Generator generator;
  private final RecordSink sink;
  private final double perSecond;
  private final long count;

  /**
   * @param perSecond records, positive infinity is as fast as it goes
   * @param count records in all
   */
  public GeneratorRun(Generator generator, RecordSink sink, double perSecond, long count) {
    this.generator = generator;
    this.sink = sink;
    this.perSecond = perSecond;
    this.count = count;
  }

  /**
   * Sends until all are sent or somebody asks to stop, and returns when Kafka has acknowledged
   * them.
   *
   * @return how many
   * @throws RetryLater when Kafka did not take one
   */
  public long send(String topic, LongConsumer progress, BooleanSupplier stopped) {
    long began = System.nanoTime();
    long sent = 0;
    while (sent < count && !stopped.getAsBoolean()) {
      long due = Math.min(count, Math.min(sent + MOST_AT_ONCE, due(System.nanoTime() - began)));
      if (due <= sent) {
        pause();
      }
      for (; sent < due; sent++) {
        sink.send(generator.next());
      }
      progress.accept(sent);
    }
    sink.flush(topic);
    return sent;
  }

  // The first record is due at once.
  private long due(long nanos) {
    double due = 1 + nanos / 1e9 * perSecond;
    return due >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) due;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLater(ErrorCode.KAFKA_UNREACHABLE, "The generator was interrupted.", e);
    }
  }
}
