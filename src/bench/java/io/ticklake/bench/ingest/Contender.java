package io.ticklake.bench.ingest;

import java.nio.file.Path;
import java.util.List;

/** A program that carries pages to Kafka. */
interface Contender {
  /** As options and tables name it. */
  String name();

  /**
   * The arguments behind {@code java} that start it.
   *
   * @param directory its working directory, empty
   */
  List<String> command(IngestJob job, Path directory);
}
