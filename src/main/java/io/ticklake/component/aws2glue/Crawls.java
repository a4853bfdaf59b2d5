package io.ticklake.component.aws2glue;

import io.ticklake.component.aws2glue.CrawlOutcome.Origin;
import io.ticklake.component.aws2glue.CrawlOutcome.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerNotRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.CrawlerStoppingException;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/** Starts, stops and ends of crawls. */
final class Crawls {
  private final GlueClient glue;
  private final Clock clock;
  private final CrawlWaiter waiter;

  Crawls(GlueClient glue, Clock clock, CrawlWaiter waiter) {
    this.glue = glue;
    this.clock = clock;
    this.waiter = waiter;
  }

  /** Starts the crawler, or joins the crawl that runs, and does not wait. */
  CrawlOutcome start(String name) {
    Instant begin = clock.instant();
    Origin origin = startOrJoin(name);
    return new CrawlOutcome(name, null, Status.RUNNING, origin, null, since(begin));
  }

  /**
   * Starts the crawler, or joins the crawl that runs, and waits for its end. StartCrawler gives no
   * run id, so a crawl is known by what changes: while it runs, Glue shows the crawl before it.
   */
  CrawlOutcome startAndWait(String name, Duration timeout) {
    Instant begin = clock.instant();
    Crawler before = glue.getCrawler(r -> r.name(name)).crawler();
    Origin origin = before.state() == CrawlerState.READY ? startOrJoin(name) : Origin.JOINED;
    Predicate<Crawler> ended =
        before.state() == CrawlerState.STOPPING
            // The crawl that is ending may be shown as the last one already: nothing will change.
            ? Crawls::isReady
            : crawler -> isReady(crawler) && isOther(crawler.lastCrawl(), before.lastCrawl());
    return outcome(waiter.await(name, ended, timeout), origin, begin);
  }

  /** Waits until the crawler is idle and answers how its last crawl ended. */
  CrawlOutcome await(String name, Duration timeout) {
    Instant begin = clock.instant();
    return outcome(waiter.await(name, Crawls::isReady, timeout), Origin.JOINED, begin);
  }

  StopOutcome stop(String name) {
    try {
      glue.stopCrawler(r -> r.name(name));
      return StopOutcome.STOPPING;
    } catch (CrawlerNotRunningException e) {
      return StopOutcome.NOT_RUNNING;
    } catch (CrawlerStoppingException e) {
      return StopOutcome.STOPPING_ALREADY;
    }
  }

  private Origin startOrJoin(String name) {
    try {
      glue.startCrawler(r -> r.name(name));
      return Origin.STARTED;
    } catch (CrawlerRunningException e) {
      return Origin.JOINED;
    }
  }

  private static boolean isReady(Crawler crawler) {
    return crawler.state() == CrawlerState.READY;
  }

  private static boolean isOther(@Nullable LastCrawlInfo now, @Nullable LastCrawlInfo before) {
    if (now == null || before == null) {
      return now != null;
    }
    return !Objects.equals(now.messagePrefix(), before.messagePrefix())
        || !Objects.equals(now.startTime(), before.startTime());
  }

  private CrawlOutcome outcome(Crawler crawler, Origin origin, Instant begin) {
    LastCrawlInfo crawl = crawler.lastCrawl();
    if (crawl == null) {
      throw new IllegalStateException(
          "Crawler '%s' has never run, so there is no crawl to wait for; use startCrawler"
              .formatted(crawler.name()));
    }
    if (crawl.status() != LastCrawlStatus.SUCCEEDED) {
      throw new CrawlFailedException(crawler.name(), crawl);
    }
    return new CrawlOutcome(
        crawler.name(),
        crawl.messagePrefix(),
        Status.SUCCEEDED,
        origin,
        crawl.startTime(),
        since(begin));
  }

  private Duration since(Instant begin) {
    return Duration.between(begin, clock.instant());
  }
}
