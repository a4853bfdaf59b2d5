package io.ticklake.embedded.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.glue.crawl.Discovery;
import io.ticklake.embedded.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The crawlers, one file each, and their runs. Every method holds this object's lock; the threads
 * of runs take it when they end.
 */
final class Crawlers {
  private final Path dir;
  private final Catalog catalog;
  private final Discovery discovery;
  private final CrawlTiming timing;
  private final String accountId;
  private final Clock clock;
  private final TreeMap<String, Crawler> crawlers = new TreeMap<>();
  private final Map<String, CrawlRun> runs = new HashMap<>();
  private final Map<String, CrawlHistory> histories = new HashMap<>();

  private Crawlers(
      Path dir, Catalog catalog, ObjectStore store, CrawlTiming timing, String accountId) {
    this.dir = dir;
    this.catalog = catalog;
    this.discovery = new Discovery(store);
    this.timing = timing;
    this.accountId = accountId;
    this.clock = Clock.systemUTC();
  }

  static Crawlers open(
      Path dir, Catalog catalog, ObjectStore store, CrawlTiming timing, String accountId)
      throws IOException {
    var crawlers = new Crawlers(dir, catalog, store, timing, accountId);
    for (var file : JsonFiles.documents(dir)) {
      var crawler = CrawlerJson.read(JsonFiles.read(file));
      crawlers.crawlers.put(crawler.name(), crawler);
    }
    return crawlers;
  }

  synchronized List<Crawler> list() {
    return List.copyOf(crawlers.values());
  }

  synchronized Optional<Crawler> find(String name) {
    return Optional.ofNullable(crawlers.get(name));
  }

  /** Empty when it is READY. */
  synchronized Optional<CrawlRun> run(String name) {
    return Optional.ofNullable(runs.get(name));
  }

  synchronized CrawlHistory history(String name) {
    return histories.getOrDefault(name, CrawlHistory.EMPTY);
  }

  synchronized void create(Crawler crawler) {
    if (crawlers.containsKey(crawler.name())) {
      throw CatalogException.exists("Crawler with name " + crawler.name() + " already exists");
    }
    var now = clock.instant();
    save(crawler.stamped(now, now, 1));
  }

  /** Overwrites the members that the request has. */
  synchronized void update(String name, ObjectNode request) {
    var old = require(name);
    refuseIfRunning(name);
    var merged = CrawlerJson.write(old);
    merged.set("Tags", CatalogJson.texts(old.tags()));
    merged.setAll(request);
    merged.put("Name", name);
    save(CrawlerJson.read(merged).stamped(old.created(), clock.instant(), old.version() + 1));
  }

  synchronized void delete(String name) {
    require(name);
    refuseIfRunning(name);
    JsonFiles.delete(JsonFiles.file(dir, name));
    crawlers.remove(name);
    histories.remove(name);
  }

  synchronized void start(String name) {
    var crawler = require(name);
    refuseIfRunning(name);
    var role = crawler.role().substring(crawler.role().lastIndexOf('/') + 1);
    var createdBy = "arn:aws:sts::" + accountId + ":assumed-role/" + role + "/AWS-Crawler";
    var run = new CrawlRun(crawler, catalog, discovery, timing, createdBy, clock, new Ended(name));
    runs.put(name, run);
    run.start();
  }

  synchronized void stop(String name) {
    require(name);
    var run = runs.get(name);
    if (run == null) {
      throw new CatalogException(
          "CrawlerNotRunningException", "Crawler with name " + name + " isn't running");
    }
    if (run.state() == CrawlRun.State.STOPPING) {
      throw new CatalogException(
          "CrawlerStoppingException", "Crawler with name " + name + " is stopping");
    }
    run.stop();
  }

  /** Stops every run and waits for its end. */
  void close() {
    List<CrawlRun> running;
    synchronized (this) {
      running = new ArrayList<>(runs.values());
    }
    running.forEach(CrawlRun::stop);
    try {
      for (var run : running) {
        run.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Crawler require(String name) {
    return find(name)
        .orElseThrow(
            () -> CatalogException.notFound("Crawler with name " + name + " does not exist"));
  }

  private void refuseIfRunning(String name) {
    if (runs.containsKey(name)) {
      throw new CatalogException(
          "CrawlerRunningException", "Crawler with name " + name + " has already started");
    }
  }

  private void save(Crawler crawler) {
    var document = CrawlerJson.write(crawler);
    document.set("Tags", CatalogJson.texts(crawler.tags()));
    JsonFiles.write(JsonFiles.file(dir, crawler.name()), document);
    crawlers.put(crawler.name(), crawler);
  }

  private final class Ended implements CrawlRun.Ending {
    private final String name;

    Ended(String name) {
      this.name = name;
    }

    @Override
    public void stopping(LastCrawl crawl, CrawlCounts counts, Duration took) {
      synchronized (Crawlers.this) {
        histories.merge(
            name,
            CrawlHistory.EMPTY.with(took, counts),
            (before, first) -> before.with(took, counts));
        save(require(name).ended(crawl));
      }
    }

    @Override
    public void ready() {
      synchronized (Crawlers.this) {
        runs.remove(name);
      }
    }
  }
}
