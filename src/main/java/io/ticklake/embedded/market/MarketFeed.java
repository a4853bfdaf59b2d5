package io.ticklake.embedded.market;

import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.market.feed.FeedServer;
import io.ticklake.embedded.market.feed.Happening;
import io.ticklake.embedded.market.feed.Happenings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market's bars as they come: the same ones that {@link MarketServer} answers with when it has
 * the same seed. Outside trading hours nothing happens. For one thread.
 */
public final class MarketFeed implements Happenings {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);
  private static final long NOISE_OF_SECONDS = 1002;

  private final Market market;
  private final SecondBars seconds;
  private @Nullable FeedSession today;

  private MarketFeed(MarketSettings settings) {
    market = new Market(settings);
    seconds = new SecondBars(new Noise(settings.seed()).at(NOISE_OF_SECONDS));
  }

  /** Starts the websocket of a market; of the settings the rate limit does not matter to it. */
  public static EmbeddedServer start(MarketSettings settings) {
    FeedServer server = FeedServer.start(settings.apiKey(), new MarketFeed(settings));
    LOG.atInfo()
        .addKeyValue("address", server.address())
        .addKeyValue("seed", settings.seed())
        .log("market feed started; its data is simulated, not real prices");
    return server;
  }

  @Override
  public Instant now() {
    return market.now();
  }

  @Override
  public List<Happening> between(Instant after, Instant upTo, Predicate<String> wanted) {
    return session(upTo).map(session -> session.between(after, upTo, wanted)).orElseGet(List::of);
  }

  private Optional<FeedSession> session(Instant now) {
    Optional<Session> wanted =
        market
            .calendar()
            .session(TradingCalendar.dateOf(now))
            .filter(session -> !now.isBefore(session.open()))
            .filter(session -> now.isBefore(FeedSession.end(session).plus(Duration.ofHours(1))));
    if (wanted.isEmpty()) {
      // Some 20 MB that are of use during a session only.
      today = null;
      return Optional.empty();
    }
    if (today == null || !today.session().equals(wanted.get())) {
      today = read(wanted.get());
    }
    return Optional.of(today);
  }

  private FeedSession read(Session session) {
    List<FeedDay> days =
        market.tickers().all().stream()
            .map(ticker -> new FeedDay(ticker, market.listing(ticker.symbol()).minutes(session)))
            .toList();
    return new FeedSession(session, days, market.lateTrades(), seconds);
  }
}
