package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.model.Timespan;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bars of a stretch of days, as far as no checkpoint says that they are on Kafka: the requests
 * of the sources, by the same routes, one after the other, oldest first. What it has done is in the
 * checkpoints, so it may end at any time and begin again.
 */
public final class Backfill {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
  // Each attempt is up to four requests already. In all some ten minutes: a longer outage is for a
  // person, who starts the command again.
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofMillis(100);

  private final List<MarketRequest> requests;
  private final BooleanSupplier isStopped;

  /** Sees each request when it is done, or will not be. */
  public interface Progress {
    /**
     * A request is behind.
     *
     * @param done requests that are behind
     * @param bars that were published until now
     */
    void at(int done, long bars);
  }

  /**
   * How it ended.
   *
   * @param requests that were answered
   * @param bars that were published
   * @param refused why others were not: the plan does not include them, or not yet
   * @param left requests that were not made, for it was told to stop
   */
  public record Result(int requests, long bars, List<String> refused, int left) {
    public Result {
      refused = List.copyOf(refused);
    }
  }

  private Backfill(List<MarketRequest> requests, BooleanSupplier isStopped) {
    this.requests = requests;
    this.isStopped = isStopped;
  }

  /**
   * What lacks.
   *
   * @param tickers none for all tickers at once, which the market has for daily bars only
   * @param isStopped asked between requests and while it waits
   * @throws RetryLater when the checkpoints cannot be read
   */
  public static Backfill of(
      Days days,
      List<String> tickers,
      Checkpoints checkpoints,
      Clock clock,
      BooleanSupplier isStopped) {
    BarSeries series =
        tickers.isEmpty()
            ? BarSeries.GROUPED_DAILY
            : days.timespan() == Timespan.DAY ? BarSeries.DAY_RANGE : BarSeries.MINUTE_RANGE;
    List<String> asked = tickers.isEmpty() ? List.of(Place.ALL) : tickers;
    MissedDays missed =
        new MissedDays(series, asked, Span.between(days.from(), days.to()), checkpoints, clock);
    return new Backfill(missed.all(), isStopped);
  }

  /** Which bars; both ends inclusive, US Eastern. */
  public record Days(LocalDate from, LocalDate to, Timespan timespan) {}

  /** How many requests it begins with; those that have several pages count once. */
  public int size() {
    return requests.size();
  }

  /**
   * Makes the requests.
   *
   * @param context which runs {@link IngestRoutes} and the route {@code ingest-page}
   * @throws StopRoute when the market does not know the key
   * @throws RetryLater when a request failed again and again
   */
  public Result run(CamelContext context, Progress progress) {
    List<String> refused = new ArrayList<>();
    long bars = 0;
    int done = 0;
    try (ProducerTemplate template = context.createProducerTemplate()) {
      while (done < requests.size() && !isStopped.getAsBoolean()) {
        try {
          bars += fetch(template, requests.get(done)).bars();
        } catch (RetryLater e) {
          if (isStopped.getAsBoolean()) {
            break;
          }
          refused.add(refusal(e));
        }
        progress.at(++done, bars);
      }
    } catch (java.io.IOException e) {
      LOG.atDebug().setCause(e).log("the template could not be closed");
    }
    return new Result(done - refused.size(), bars, refused, requests.size() - done);
  }

  private static String refusal(RetryLater failure) {
    if (failure.code() == ErrorCode.MARKET_NOT_ENTITLED
        || failure.code() == ErrorCode.MARKET_NOT_YET) {
      return String.valueOf(failure.getMessage());
    }
    throw failure;
  }

  private Fetched fetch(ProducerTemplate template, MarketRequest request) {
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      Exchange answer =
          template.send("direct:market-pages", exchange -> exchange.getMessage().setBody(request));
      Exception failure = answer.getException();
      if (failure == null) {
        return answer.getMessage().getBody(Fetched.class);
      }
      if (failure instanceof StopRoute stop) {
        throw stop;
      }
      RetryLater passing = passing(failure, request);
      boolean hopeless =
          passing.code() == ErrorCode.MARKET_NOT_ENTITLED
              || passing.code() == ErrorCode.MARKET_NOT_YET;
      if (hopeless || attempt == ATTEMPTS || isStopped.getAsBoolean()) {
        throw passing;
      }
      LOG.atWarn().log("{} It is tried again in {} s.", passing.getMessage(), wait.toSeconds());
      await(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static RetryLater passing(Exception failure, MarketRequest request) {
    return failure instanceof RetryLater later
        ? later
        : new RetryLater(
            ErrorCode.KAFKA_UNREACHABLE,
            "Cannot publish %s of %s: %s".formatted(request.source(), request.days(), failure),
            failure);
  }

  private void await(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() < end && !isStopped.getAsBoolean()) {
      try {
        Thread.sleep(STEP.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RetryLater(ErrorCode.MARKET_UNAVAILABLE, "The backfill was interrupted.", e);
      }
    }
  }
}
