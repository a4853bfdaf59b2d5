package io.ticklake.embedded.glue;

import io.ticklake.embedded.glue.crawl.CrawlTarget;
import io.ticklake.embedded.glue.crawl.Discovery;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a crawler on its own thread.
 *
 * <pre>
 *   RUNNING --read and written, failed, or stopped--> STOPPING --a moment--> gone (READY)
 * </pre>
 *
 * Another thread stops it by {@link #stop}; the state may be read on any thread.
 */
final class CrawlRun {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlRun.class);

  enum State {
    RUNNING,
    STOPPING
  }

  /** Told by the run's thread when it ends. */
  interface Ending {
    /** The result is known; the state is STOPPING. */
    void stopping(LastCrawl crawl, CrawlCounts counts, Duration took);

    /** The crawler is READY. */
    void ready();
  }

  private final Crawler crawler;
  private final Catalog catalog;
  private final Discovery discovery;
  private final CrawlTiming timing;
  private final String createdBy;
  private final Clock clock;
  private final Instant start;
  private final String runId = UUID.randomUUID().toString();
  private final Thread thread;
  private volatile State state = State.RUNNING;
  private volatile boolean stopped;
  private CrawlCounts counts = CrawlCounts.NOTHING;

  CrawlRun(
      Crawler crawler,
      Catalog catalog,
      Discovery discovery,
      CrawlTiming timing,
      String createdBy,
      Clock clock,
      Ending ending) {
    this.crawler = crawler;
    this.catalog = catalog;
    this.discovery = discovery;
    this.timing = timing;
    this.createdBy = createdBy;
    this.clock = clock;
    this.start = clock.instant();
    this.thread = new Thread(() -> run(ending), "glue-crawler-" + crawler.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  State state() {
    return state;
  }

  Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /** Ends the crawl as CANCELLED, unless it ended already. */
  void stop() {
    stopped = true;
    state = State.STOPPING;
    thread.interrupt();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  private void run(Ending ending) {
    try {
      var crawl = crawl();
      state = State.STOPPING;
      ending.stopping(crawl, counts, elapsed());
      log(crawl);
      TimeUnit.NANOSECONDS.sleep(timing.stopping().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ending.ready();
    }
  }

  private void log(LastCrawl crawl) {
    LOG.atInfo()
        .addKeyValue("crawler", crawler.name())
        .addKeyValue("status", crawl.status())
        .addKeyValue("error", crawl.error())
        .addKeyValue("tablesCreated", counts.created())
        .addKeyValue("tablesUpdated", counts.updated())
        .addKeyValue("partitions", counts.partitions())
        .addKeyValue("tookMs", elapsed().toMillis())
        .log("crawl finished");
  }

  private LastCrawl crawl() {
    try {
      var targets = crawler.targets().stream().map(S3Target::crawlTarget).toList();
      counts = update(targets);
      var rest = timing.minRunning().minus(elapsed());
      TimeUnit.NANOSECONDS.sleep(Math.max(0, rest.toNanos()));
      return ended(LastCrawl.Status.SUCCEEDED, "");
    } catch (InterruptedException e) {
      return ended(LastCrawl.Status.CANCELLED, "");
    } catch (IOException | CatalogException e) {
      return failed(e);
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.atError().setCause(e).addKeyValue("crawler", crawler.name()).log("crawl broke");
      }
      return failed(e);
    }
  }

  private CrawlCounts update(List<CrawlTarget> targets) throws IOException, InterruptedException {
    var found = discovery.tables(targets, crawler.configuration().grouping());
    return new CatalogUpdate(catalog, crawler, runId, createdBy, clock).apply(found);
  }

  /** An interrupted read fails in many ways; all mean that somebody stopped the crawl. */
  private LastCrawl failed(Exception e) {
    return stopped
        ? ended(LastCrawl.Status.CANCELLED, "")
        : ended(LastCrawl.Status.FAILED, String.valueOf(e.getMessage()));
  }

  private LastCrawl ended(LastCrawl.Status status, String error) {
    return new LastCrawl(status, error, runId, start);
  }
}
