package io.ticklake.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as a markdown table: best and median of each contender, and its ratio to the loop. */
final class ResultTable {
  private static final String HEAD =
      """
      | objects | S3 ms | contender | records/s best | median | of the loop | CPU-s per million | peak RSS MB | objects | stored MB | requests |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private record Case(Coding coding, int latency, String contender) {}

  private final Map<Case, List<RunResult>> runs;

  ResultTable(List<RunResult> results) {
    this.runs =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    run -> new Case(run.coding(), run.latency(), run.contender()),
                    LinkedHashMap::new,
                    Collectors.toList()));
  }

  /** One run on one line, as the console shows it. */
  static String line(RunResult run) {
    return String.format(
        Locale.ROOT,
        "%-18s %-16s %3d ms  %,9.0f records/s  %.2f CPU-s/M  %4d MB peak  %d objects  %s",
        run.coding().title(),
        run.contender(),
        run.latency(),
        run.perSecond(),
        run.cpuPerMillion(),
        run.peakBytes() >> 20,
        run.objects(),
        run.requests());
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    runs.forEach((key, results) -> text.append(row(key, results)));
    return text.toString();
  }

  private String row(Case key, List<RunResult> results) {
    List<RunResult> sorted =
        results.stream().sorted(Comparator.comparingDouble(RunResult::perSecond)).toList();
    RunResult best = sorted.get(sorted.size() - 1);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %,.0f | %,.0f | %s | %.2f | %d | %d | %.1f | %s |%n",
        key.coding().title(),
        key.latency(),
        key.contender(),
        best.perSecond(),
        median(sorted),
        ratio(key, sorted),
        results.stream().mapToDouble(RunResult::cpuPerMillion).min().orElse(0),
        results.stream().mapToLong(RunResult::peakBytes).max().orElse(0) >> 20,
        best.objects(),
        best.storedBytes() / 1e6,
        best.requests().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
  }

  /** Best to best, and median to median. */
  private String ratio(Case key, List<RunResult> sorted) {
    List<RunResult> loop =
        runs.getOrDefault(new Case(key.coding(), key.latency(), "loop"), List.of()).stream()
            .sorted(Comparator.comparingDouble(RunResult::perSecond))
            .toList();
    if (loop.isEmpty()) {
      return "";
    }
    double best = sorted.get(sorted.size() - 1).perSecond() / loop.get(loop.size() - 1).perSecond();
    return String.format(Locale.ROOT, "%.2f / %.2f", best, median(sorted) / median(loop));
  }

  private static double median(List<RunResult> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle).perSecond()
        : (sorted.get(middle - 1).perSecond() + sorted.get(middle).perSecond()) / 2;
  }
}
