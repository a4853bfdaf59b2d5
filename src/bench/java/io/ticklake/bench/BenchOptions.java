package io.ticklake.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to run, from system properties {@code bench.*}.
 *
 * @param records in the topic; a multiple of partitions times slices
 * @param slices of each partition
 * @param dates that every slice has records of, one object each
 * @param padding bytes that each record has on top of its 200, to look at memory
 * @param idle after which ticklake seals a slice that gets nothing, {@code 0s} for never. Where the
 *     bound of memory seals slices, the last ones of a run have no other end.
 * @param buffer bytes that ticklake's open slices may hold
 * @param rounds how often each contender runs each coding, in turn
 * @param latencies of S3 in milliseconds
 * @param heap of every contender, as {@code -Xmx} takes it
 * @param jvm further flags of every contender, separated by blanks
 * @param profiler library of async-profiler, to look at what is measured and at nothing else
 */
record BenchOptions(
    Path directory,
    long records,
    int partitions,
    int slices,
    int dates,
    int padding,
    String idle,
    String buffer,
    int rounds,
    List<String> contenders,
    List<Coding> codings,
    List<Integer> latencies,
    String heap,
    List<String> jvm,
    Optional<String> profiler) {
  static BenchOptions ofProcess() {
    return new BenchOptions(
        Path.of(text("directory", "target/bench")).toAbsolutePath(),
        Long.parseLong(text("records", "4000000")),
        Integer.parseInt(text("partitions", "8")),
        Integer.parseInt(text("slices", "8")),
        Integer.parseInt(text("dates", "4")),
        Integer.parseInt(text("padding", "0")),
        text("idle", "0s"),
        // Plain slices of this size on all partitions would be more than half of the default.
        text("buffer", "160MB"),
        Integer.parseInt(text("rounds", "3")),
        list("contenders", "loop,ticklake").toList(),
        list("codings", "none,gzip-1,gzip-6,zstd-1,parquet-zstd")
            .map(BenchOptions::coding)
            .toList(),
        list("latencies", "0,150").map(Integer::valueOf).toList(),
        text("heap", "384m"),
        Arrays.stream(text("jvm", ServerJvm.flags()).split(" "))
            .filter(flag -> !flag.isBlank())
            .toList(),
        Optional.ofNullable(System.getProperty("bench.profiler")));
  }

  BenchOptions {
    if (records % ((long) partitions * slices) != 0) {
      throw new IllegalArgumentException(
          "bench.records is %d: it has to be a multiple of %d partitions times %d slices"
              .formatted(records, partitions, slices));
    }
  }

  /** Rounds of one contender: the stock routes only show an order of magnitude. */
  int rounds(Contender contender) {
    return isStock(contender) ? 1 : rounds;
  }

  boolean isStock(Contender contender) {
    return contender.name().startsWith("camel");
  }

  /** Records of one slice. */
  long sliceRecords() {
    return records / partitions / slices;
  }

  private static Coding coding(String name) {
    return Coding.valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }

  private static Stream<String> list(String name, String standard) {
    return Arrays.stream(text(name, standard).split(",")).map(String::trim);
  }

  private static String text(String name, String standard) {
    return System.getProperty("bench." + name, standard);
  }
}
