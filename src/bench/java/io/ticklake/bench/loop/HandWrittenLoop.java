package io.ticklake.bench.loop;

import io.ticklake.bench.Coding;
import io.ticklake.bench.Job;
import io.ticklake.bench.S3Clients;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The loop that an engineer would write for this one topic, as fast as we can make it: the limit
 * that ticklake is measured against.
 *
 * <p>What it does: one consumer a core in one group; values stay views of Kafka's fetch buffer;
 * each record goes to the object of its {@code dt} and {@code timespan} headers by way of a 64 KB
 * gather buffer before the compressor; a full slice is put by upload threads while the next one is
 * encoded, one slice of a partition at a time; offsets are committed after all puts of a slice.
 *
 * <p>What it does not do: look whether a value is JSON (JSON lines), survive a record that it does
 * not expect, bound its memory, retry, rotate by time, write a ledger, notify, or put if absent. A
 * crash between put and commit doubles records; so does a rebalance.
 */
public final class HandWrittenLoop {
  private static final int UPLOADS = 8;

  private HandWrittenLoop() {}

  /** Runs until killed. */
  public static void main(String[] args) {
    run(Job.ofProcess(), LoopObject::of);
  }

  static void run(Job job, Function<Coding, LoopObject> newObject) {
    S3Client s3 = S3Clients.create(URI.create(job.s3()), job.accessKey(), job.secretKey());
    ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS);
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      new Thread(new LoopThread(job, newObject, s3, uploads), "loop-" + i).start();
    }
  }
}
