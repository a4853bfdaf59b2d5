package io.ticklake.embedded.glue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A crawler's runs since the start of this process, for GetCrawlerMetrics. Never changed. */
record CrawlHistory(List<Duration> runtimes, CrawlCounts last) {
  static final CrawlHistory EMPTY = new CrawlHistory(List.of(), CrawlCounts.NOTHING);

  /** Of so many runs the median is taken. */
  private static final int KEPT = 100;

  CrawlHistory {
    runtimes = List.copyOf(runtimes);
  }

  CrawlHistory with(Duration runtime, CrawlCounts counts) {
    var all = new ArrayList<>(runtimes);
    all.add(runtime);
    return new CrawlHistory(all.subList(Math.max(0, all.size() - KEPT), all.size()), counts);
  }

  double lastSeconds() {
    return runtimes.isEmpty() ? 0 : seconds(runtimes.get(runtimes.size() - 1));
  }

  double medianSeconds() {
    return runtimes.isEmpty()
        ? 0
        : seconds(runtimes.stream().sorted().toList().get(runtimes.size() / 2));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
