package io.ticklake.bench.ingest;

import java.nio.file.Path;
import java.util.List;

/** {@link IngestLoop}, on the benchmark's own class path. */
final class LoopContender implements Contender {
  @Override
  public String name() {
    return "loop";
  }

  @Override
  public List<String> command(IngestJob job, Path directory) {
    return List.of(
        "-cp",
        System.getProperty("java.class.path"),
        IngestLoop.class.getName(),
        job.brokers(),
        job.market(),
        job.rawTopic(),
        job.barsTopic(),
        job.paths().toString(),
        job.kind() == PageKind.GROUPED ? "day" : "minute");
  }
}
