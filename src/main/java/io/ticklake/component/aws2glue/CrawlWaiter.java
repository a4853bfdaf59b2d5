package io.ticklake.component.aws2glue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;

/**
 * Looks at a crawler until it is as wanted. All waiting of the component is here. Stateless but for
 * what it was given, so several threads may wait at once, each on its own thread.
 */
final class CrawlWaiter {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlWaiter.class);

  /**
   * Looks in a row that may fail, each after the SDK's own retries: a crawl lasts minutes, and a
   * network that is away for some of them does not make it a failure.
   */
  static final int TOLERATED_FAILURES = 5;

  private final GlueClient glue;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration pollDelay;

  CrawlWaiter(GlueClient glue, Clock clock, Sleeper sleeper, Duration pollDelay) {
    this.glue = glue;
    this.clock = clock;
    this.sleeper = sleeper;
    this.pollDelay = pollDelay;
  }

  /**
   * The crawler as it was first seen to be as wanted.
   *
   * @throws CrawlUnfinishedException when the time is out, or on shutdown or an interrupt, whose
   *     flag is set again
   * @throws SdkException when looking fails for good, or too often in a row
   */
  Crawler await(String name, Predicate<Crawler> wanted, Duration timeout) {
    Instant deadline = clock.instant().plus(timeout);
    int failures = 0;
    String seen = "not seen yet";
    while (true) {
      try {
        Crawler crawler = glue.getCrawler(r -> r.name(name)).crawler();
        if (wanted.test(crawler)) {
          return crawler;
        }
        failures = 0;
        seen = crawler.stateAsString();
      } catch (AbortedException e) {
        throw interrupted(name, e);
      } catch (SdkException e) {
        failures++;
        if (!isPassing(e) || failures > TOLERATED_FAILURES) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("crawler", name)
            .addKeyValue("attempt", failures)
            .addKeyValue("cause", e.getMessage())
            .log("crawler could not be looked at; looking again");
      }
      Duration left = Duration.between(clock.instant(), deadline);
      if (left.isNegative() || left.isZero()) {
        throw timedOut(name, timeout, seen);
      }
      pause(name, left.compareTo(pollDelay) < 0 ? left : pollDelay);
    }
  }

  private void pause(String name, Duration duration) {
    try {
      if (!sleeper.sleep(duration)) {
        throw new CrawlUnfinishedException(
            name,
            CrawlUnfinishedException.Reason.STOPPING,
            "the route stops. The crawl goes on in Glue",
            null);
      }
    } catch (InterruptedException e) {
      throw interrupted(name, e);
    }
  }

  /** Glue did not answer, is busy or has a fault of its own: the next look may succeed. */
  private static boolean isPassing(SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      return refusal.isThrottlingException() || refusal.statusCode() >= 500;
    }
    return e instanceof SdkClientException;
  }

  private static CrawlUnfinishedException timedOut(String name, Duration timeout, String seen) {
    return new CrawlUnfinishedException(
        name,
        CrawlUnfinishedException.Reason.TIMEOUT,
        "its state after %s (waitTimeout) is %s. The crawl goes on in Glue; raise waitTimeout if it needs longer"
            .formatted(timeout, seen),
        null);
  }

  private static CrawlUnfinishedException interrupted(String name, Exception cause) {
    Thread.currentThread().interrupt();
    return new CrawlUnfinishedException(
        name,
        CrawlUnfinishedException.Reason.STOPPING,
        "the thread was interrupted. The crawl goes on in Glue",
        cause);
  }
}
