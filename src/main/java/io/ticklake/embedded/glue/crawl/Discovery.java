package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.storage.ObjectStore;
import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finds the tables below include paths. One instance for all crawls, as it remembers samples. */
public final class Discovery {
  /** Reading waits for the network more than for the processor. */
  private static final int READERS = 4;

  private final ObjectStore store;
  private final Sampler sampler;

  public Discovery(ObjectStore store) {
    this.store = store;
    this.sampler = new Sampler(store);
  }

  /**
   * The tables in order of their include paths and locations. A path without objects has none.
   *
   * @throws IOException if the bucket is missing or an object cannot be read
   * @throws InterruptedException when the crawl was stopped
   */
  public List<FoundTable> tables(List<CrawlTarget> targets, CrawlOptions options)
      throws IOException, InterruptedException {
    var tables = new ArrayList<FoundTable>();
    for (var target : targets) {
      for (var candidate : candidates(target, options)) {
        tables.add(candidate.table(target.bucket()));
      }
    }
    return tables;
  }

  private List<Candidate> candidates(CrawlTarget target, CrawlOptions options)
      throws IOException, InterruptedException {
    var excluded = target.exclusions().stream().map(Exclusion::of).toList();
    var objects =
        store.list(target.bucket(), target.prefix()).stream()
            .filter(object -> target.includes(object, excluded))
            .toList();
    var crawlables = sample(objects, target.sampleSize());
    if (options.tableLevel() > 0) {
      return TableLevel.tables(crawlables, options.tableLevel());
    }
    if (crawlables.size() == 1 && crawlables.get(0).object().key().equals(target.prefix())) {
      return LeafFolder.of(target.prefix(), crawlables).map(Candidate::of).stream().toList();
    }
    var top = new Folder(target.folder());
    crawlables.forEach(top::add);
    return top.tables(options);
  }

  private List<Crawlable> sample(List<StoredObject> objects, int sampleSize)
      throws IOException, InterruptedException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS, Discovery::thread);
    try {
      var jobs = new ArrayList<Future<Crawlable>>();
      var perFolder = new HashMap<String, List<Future<Crawlable>>>();
      for (var object : objects) {
        var folder = object.key().substring(0, object.key().lastIndexOf('/') + 1);
        var siblings = perFolder.computeIfAbsent(folder, key -> new ArrayList<>());
        var read = sampleSize == 0 || siblings.size() < sampleSize;
        Callable<Crawlable> job =
            read
                ? () -> new Crawlable(object, sampler.sample(object))
                : likeItsSibling(object, siblings.get(siblings.size() - 1));
        jobs.add(readers.submit(job));
        if (read) {
          siblings.add(jobs.get(jobs.size() - 1));
        }
      }
      return results(jobs);
    } finally {
      readers.shutdownNow();
    }
  }

  /** An object that is not read, because its folder's sample is full. */
  private static Callable<Crawlable> likeItsSibling(
      StoredObject object, Future<Crawlable> sibling) {
    return () -> {
      var read = sibling.get();
      return new Crawlable(object, read.sample().scaled(object.size(), read.object().size()));
    };
  }

  private static List<Crawlable> results(List<Future<Crawlable>> jobs)
      throws IOException, InterruptedException {
    var results = new ArrayList<Crawlable>(jobs.size());
    for (var job : jobs) {
      try {
        results.add(job.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw new IOException(cause.getMessage(), cause);
        }
        throw new IllegalStateException("Sampling failed: " + e.getCause(), e.getCause());
      } catch (CancellationException e) {
        throw new InterruptedException("The crawl was stopped");
      }
    }
    return results;
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "glue-crawl-reader");
    thread.setDaemon(true);
    return thread;
  }
}
