package io.ticklake.ingest.feed;

import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the minutes that the feed missed, ticker by ticker, within the budget that all requests
 * share. What fails is tried again later, for as long as it takes. Called by one thread, now and
 * then.
 */
final class GapFill implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(GapFill.class);
  // Some plans show a day's minutes after the day only.
  private static final Duration NOT_YET = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final MarketFeed feed;
  private final FeedProgress progress;
  private final Supplier<Exchange> exchanges;
  private final Consumer<StopRoute> refused;
  private long notBefore = System.nanoTime();

  /**
   * @param exchanges of the feed's route
   * @param refused is told when the market does not know the key
   */
  GapFill(
      MarketFeed feed,
      FeedProgress progress,
      Supplier<Exchange> exchanges,
      Consumer<StopRoute> refused) {
    this.feed = feed;
    this.progress = progress;
    this.exchanges = exchanges;
    this.refused = refused;
  }

  /** Fills what there is to fill, up to the first failure. */
  @Override
  public void run() {
    if (System.nanoTime() - notBefore < 0) {
      return;
    }
    int filled = 0;
    for (Optional<Gap> gap = next(); gap.isPresent(); gap = next()) {
      if (!fill(gap.get())) {
        return;
      }
      filled++;
    }
    if (filled > 0) {
      LOG.atInfo().addKeyValue("tickers", filled).log("missed minutes of the market feed filled");
    }
  }

  private Optional<Gap> next() {
    boolean stopped = Thread.currentThread().isInterrupted();
    return stopped ? Optional.empty() : progress.gap(feed.timing().settle());
  }

  private boolean fill(Gap gap) {
    try {
      feed.missed().fetch(gap.ticker(), gap.from(), gap.to(), exchanges.get());
      progress.filled(gap);
      return true;
    } catch (StopRoute e) {
      refused.accept(e);
    } catch (CodedException e) {
      later(gap, e, e.code() == ErrorCode.MARKET_NOT_YET ? NOT_YET : AGAIN);
    } catch (RuntimeException e) { // whatever a step of the route throws
      later(gap, e, AGAIN);
    }
    return false;
  }

  private void later(Gap gap, RuntimeException failure, Duration wait) {
    if (Thread.currentThread().isInterrupted()) {
      return; // the route was stopped
    }
    notBefore = System.nanoTime() + wait.toNanos();
    LOG.atWarn()
        .addKeyValue("ticker", gap.ticker())
        .addKeyValue("from", gap.from())
        .addKeyValue("to", gap.to())
        .addKeyValue("tickersMissing", progress.missing())
        .addKeyValue("pauseMs", wait.toMillis())
        .addKeyValue("why", failure.getMessage())
        .log("missed minutes of the market feed are asked for again later");
  }
}
