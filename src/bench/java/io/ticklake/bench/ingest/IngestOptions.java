package io.ticklake.bench.ingest;

import io.ticklake.bench.ServerJvm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to run, from system properties {@code bench.*}.
 *
 * @param pages of each run; of range pages as many as have the same number of bars
 * @param rounds how often each contender runs each kind of page, in turn
 * @param heap of every contender, as {@code -Xmx} takes it
 * @param jvm further flags of every contender, separated by blanks
 * @param profiler library of async-profiler, to look at what is measured and at nothing else
 */
record IngestOptions(
    Path directory,
    Path jar,
    int pages,
    int rounds,
    List<String> contenders,
    List<PageKind> kinds,
    String heap,
    List<String> jvm,
    Optional<String> profiler) {

  static IngestOptions ofProcess() {
    return new IngestOptions(
        Path.of(text("directory", "target/bench-ingest")).toAbsolutePath(),
        Path.of(text("jar", "target/ticklake.jar")).toAbsolutePath(),
        Integer.parseInt(text("pages", "200")),
        Integer.parseInt(text("rounds", "3")),
        list("contenders", "loop,ticklake").toList(),
        list("kinds", "grouped,range").map(PageKind::of).toList(),
        text("heap", "256m"),
        Arrays.stream(text("jvm", ServerJvm.flags()).split(" "))
            .filter(flag -> !flag.isBlank())
            .toList(),
        Optional.ofNullable(System.getProperty("bench.profiler")));
  }

  private static Stream<String> list(String name, String standard) {
    return Arrays.stream(text(name, standard).split(",")).map(String::trim);
  }

  private static String text(String name, String standard) {
    return System.getProperty("bench." + name, standard);
  }
}
