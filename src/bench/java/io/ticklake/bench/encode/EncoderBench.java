package io.ticklake.bench.encode;

import io.ticklake.bench.BenchFormats;
import io.ticklake.bench.Coding;
import io.ticklake.bench.SampleBars;
import io.ticklake.bench.loop.LoopEncoder;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a record: an object of 15,625 bars, as one slice of the flow has four of. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class EncoderBench {
  private static final int RECORDS = 15_625;

  @Param public Coding coding = Coding.NONE;

  private final List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = SampleBars.of(RECORDS);

  /** The hand-written loop's encoder, which checks nothing. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long loop() throws IOException {
    LoopEncoder encoder = new LoopEncoder(coding);
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      encoder.append(record.value());
    }
    return encoder.finish();
  }

  /** Ticklake's. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object ticklake() throws IOException, PoisonRecordException {
    try (ObjectEncoder encoder = BenchFormats.of(coding).open()) {
      for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
        encoder.append(record);
      }
      return encoder.finish();
    }
  }
}
