package io.ticklake.bench.ingest;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as a markdown table: best and median of each contender, and its ratio to the loop. */
final class IngestTable {
  private static final String HEAD =
      """
      | pages | contender | bars/s best | median | pages/s best | of the loop | CPU-s per million | peak RSS MB | requests |
      |---|---|---|---|---|---|---|---|---|
      """;

  private record Case(PageKind kind, String contender) {}

  private final Map<Case, List<IngestResult>> runs;

  IngestTable(List<IngestResult> results) {
    this.runs =
        results.stream()
            .sorted(Comparator.comparingDouble(IngestResult::barsPerSecond))
            .collect(
                Collectors.groupingBy(
                    run -> new Case(run.kind(), run.contender()),
                    LinkedHashMap::new,
                    Collectors.toList()));
  }

  /** One run on one line, as the console shows it. */
  static String line(IngestResult run) {
    return String.format(
        Locale.ROOT,
        "%-8s %-9s %,9.0f bars/s  %6.1f pages/s  %.2f CPU-s/M  %4d MB peak  %d requests  %.1f s",
        run.kind().title(),
        run.contender(),
        run.barsPerSecond(),
        run.pagesPerSecond(),
        run.cpuPerMillion(),
        run.peakBytes() >> 20,
        run.requests(),
        run.seconds());
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    runs.entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Case::kind).thenComparing(Case::contender)))
        .forEach(entry -> text.append(row(entry.getKey(), entry.getValue())));
    return text.toString();
  }

  private String row(Case key, List<IngestResult> sorted) {
    IngestResult best = sorted.get(sorted.size() - 1);
    return String.format(
        Locale.ROOT,
        "| %s, %,d rows | %s | %,.0f | %,.0f | %.1f | %s | %.2f | %d | %d |%n",
        key.kind().title(),
        key.kind().rows,
        key.contender(),
        best.barsPerSecond(),
        median(sorted),
        best.pagesPerSecond(),
        ratio(key, sorted),
        sorted.stream().mapToDouble(IngestResult::cpuPerMillion).min().orElse(0),
        sorted.stream().mapToLong(IngestResult::peakBytes).max().orElse(0) >> 20,
        best.requests());
  }

  /** Best to best, and median to median. */
  private String ratio(Case key, List<IngestResult> sorted) {
    List<IngestResult> loop = runs.getOrDefault(new Case(key.kind(), "loop"), List.of());
    if (loop.isEmpty()) {
      return "";
    }
    double best =
        sorted.get(sorted.size() - 1).barsPerSecond() / loop.get(loop.size() - 1).barsPerSecond();
    return String.format(Locale.ROOT, "%.2f / %.2f", best, median(sorted) / median(loop));
  }

  private static double median(List<IngestResult> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle).barsPerSecond()
        : (sorted.get(middle - 1).barsPerSecond() + sorted.get(middle).barsPerSecond()) / 2;
  }
}
