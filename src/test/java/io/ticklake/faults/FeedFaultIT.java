package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.embedded.EmbeddedServer;
import io.ticklake.embedded.market.MarketFeed;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Minutes of a session as they happen, over a websocket that breaks, by a program that is killed;
 * what nobody heard is asked for at a market with every fault.
 */
@LongForm
@ExtendWith(WithServices.class)
class FeedFaultIT {
  private static final List<String> TICKERS =
      List.of(
          "AAPL", "AMZN", "BRK.B", "CAT", "COST", "CVX", "DIS", "GOOGL", "HD", "IBM", "INTC", "JNJ",
          "JPM", "KO", "META", "MSFT", "NVDA", "PEP", "PG", "TSLA", "UNH", "V", "WMT", "XOM",
          "ZTS");
  private static final Duration HEARD = Duration.ofMinutes(75);
  // The last correction of a session comes so long after it.
  private static final Duration AFTER_HOURS = Duration.ofMinutes(17);
  private static final Duration FIRST_KNOWN_AFTER = Duration.ofSeconds(60);
  private static final int SPEED = 30;
  private static final int KILLS = 3;
  private static final int BUDGET = 600;
  private static final double FAULTY_ANSWERS = 0.1;
  private static final double FAULTY_STORE = 0.02;
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final List<String> FIELDS = List.of("o", "h", "l", "c", "v", "vw");
  private static final String LATEST =
      """
      SELECT ticker, CAST("timestamp" AS varchar), open, high, low, close, volume, vwap \
      FROM bars_latest WHERE timespan = 'minute'\
      """;
  private static final String LATEST_ROW = "\"[A-Z.]+\",\"20\\d\\d-";

  private final Services services;
  private final Random random;
  private final Path directory;
  private int cuts;
  private int silences;
  private int outages;

  FeedFaultIT(Services services) throws IOException {
    this.services = services;
    this.random = new Random(services.seed());
    this.directory =
        Files.createDirectories(
            Path.of("target", "faults", "feed-" + services.seed()).toAbsolutePath());
  }

  @Test
  void eachMinuteIsThereOnceThoughTheFeedBreaksAndTheProgramIsKilled() throws Exception {
    long began = System.nanoTime();
    try (MarketServer past = MarketServer.start(market(Clock.systemUTC()));
        UnreliableMarket truth =
            new UnreliableMarket(past.address(), QueryableLake.MARKET_KEY, services.seed())) {
      List<Instant> session = session(truth);
      Instant close = session.get(session.size() - 1).plus(Duration.ofMinutes(1));
      Instant begin = close.minus(HEARD);
      MarketClock clock = new MarketClock(begin, close.plus(AFTER_HOURS), SPEED);
      try (Run run = new Run(clock)) {
        run.chaos();
        Map<String, List<Double>> bars = bars(truth, close);
        run.conclude(bars, begin.minus(FIRST_KNOWN_AFTER), began);
      }
    } finally {
      services.s3Faults().heal();
    }
  }

  private MarketSettings market(Clock clock) {
    return new MarketSettings(
        QueryableLake.MARKET_KEY, services.seed(), 0, clock, MarketSettings.Plan.REAL_TIME);
  }

  /** The minutes of the newest session that has ended. */
  private static List<Instant> session(UnreliableMarket truth) throws IOException {
    LocalDate day = LocalDate.now(ZoneId.of("America/New_York"));
    List<JsonNode> minutes = List.of();
    while (minutes.isEmpty()) {
      day = day.minusDays(1);
      minutes = truth.minutes("AAPL", day, day);
    }
    return minutes.stream().map(row -> Instant.ofEpochMilli(row.get("t").asLong())).toList();
  }

  /** The market, its websocket behind a proxy, and the program. */
  private final class Run implements AutoCloseable {
    private final MarketClock clock;
    private final MarketServer rest;
    private final EmbeddedServer feed;
    private final TcpProxy proxy;
    private final UnreliableMarket requests;
    private final QueryableLake lake;
    private final Map<String, String> settings;

    Run(MarketClock clock) throws IOException {
      this.clock = clock;
      this.rest = MarketServer.start(market(clock));
      this.feed = MarketFeed.start(market(clock));
      this.proxy = new TcpProxy("127.0.0.1", URI.create(feed.address()).getPort());
      this.requests =
          new UnreliableMarket(rest.address(), QueryableLake.MARKET_KEY, services.seed());
      this.lake = new QueryableLake(services, "lake-feed", services.scratch("feed"));
      this.settings = lake.settings(services, requests.address(), "feed");
      settings.put("ticklake.market.requests-per-minute", Integer.toString(BUDGET));
      settings.put("ticklake.ingest.grouped-daily.enabled", "false");
      settings.put("ticklake.ingest.feed.enabled", "true");
      settings.put("ticklake.ingest.feed.tickers", String.join(",", TICKERS));
      settings.put(
          "ticklake.market.websocket-url", "ws://127.0.0.1:%d/stocks".formatted(proxy.port()));
    }

    /** From the first connection to the end of the session. */
    void chaos() {
      services.s3Faults().disturb(FAULTY_STORE);
      requests.disturb(FAULTY_ANSWERS);
      for (int part = 1; part <= KILLS; part++) {
        try (PackagedProgram program = start()) {
          program.awaitOutput("market feed connected", READY);
          if (part == 1) {
            clock.start();
          }
          harmUntil((double) part / (KILLS + 1));
        }
        heal();
      }
    }

    private PackagedProgram start() {
      return PackagedProgram.start(directory, services.quickStart(), settings);
    }

    private void harmUntil(double progress) {
      while (clock.progress() < progress) {
        LockSupport.parkNanos(Duration.ofMillis(2_000 + random.nextInt(10_000)).toNanos());
        switch (random.nextInt(8)) {
          case 0 -> fallSilent();
          case 1, 2 -> refuse();
          default -> cut();
        }
      }
    }

    private void cut() {
      cuts++;
      proxy.cut();
    }

    private void fallSilent() {
      silences++;
      proxy.fallSilent();
    }

    private void refuse() {
      outages++;
      proxy.refuse(true);
      proxy.cut();
      LockSupport.parkNanos(Duration.ofMillis(500 + random.nextInt(3_000)).toNanos());
      heal();
    }

    private void heal() {
      proxy.refuse(false);
    }

    /** Lets the session end and compares. */
    void conclude(Map<String, List<Double>> bars, Instant since, long began) throws IOException {
      try (PackagedProgram program = start()) {
        while (!clock.isOver()) {
          harmUntil(Math.min(1, clock.progress() + 0.1));
        }
        services.s3Faults().heal();
        await("the lake has what the market says, logs in " + directory)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(() -> difference(byBar(lake.query(LATEST)), bars, since).isEmpty());
        assertThat(program.stop(READY)).as(program.output()).isZero();
      }
      Map<String, List<Double>> answer =
          byBar(ProgramQuery.rows(directory, services.quickStart(), settings, LATEST, LATEST_ROW));
      tell(answer, bars, since, began);
      assertThat(difference(answer, bars, since)).as("seed " + services.seed()).isEmpty();
      assertThat(requests.mostInAMinute()).as("requests in a minute").isLessThanOrEqualTo(BUDGET);
    }

    private void tell(
        Map<String, List<Double>> answer,
        Map<String, List<Double>> bars,
        Instant since,
        long began) {
      System.out.printf(
          "feed: seed %d, %d tickers, %d bars served, %d in bars_latest, %s versions (%s), %d kills, %d cuts, %d silences,"
              + " %d outages, %d requests, at most %d in 60 s of %d, faults %s, %d s%n",
          services.seed(),
          TICKERS.size(),
          bars.keySet().stream().filter(bar -> isSince(bar, since)).count(),
          answer.size(),
          lake.query("SELECT count(*) FROM bars").get(0).get(0),
          lake.query("SELECT source, count(*) FROM bars GROUP BY source ORDER BY source"),
          KILLS,
          cuts,
          silences,
          outages,
          requests.requests(),
          requests.mostInAMinute(),
          BUDGET,
          requests.injected(),
          Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    @Override
    public void close() throws IOException {
      lake.close();
      requests.close();
      proxy.close();
      feed.close();
      rest.close();
    }
  }

  /**
   * Bars that are absent or other than the market says. Those from before the feed was listened to
   * may be there, for gaps are asked for with some minutes more.
   */
  private static List<String> difference(
      Map<String, List<Double>> lake, Map<String, List<Double>> market, Instant since) {
    List<String> difference = new ArrayList<>();
    market.forEach(
        (bar, values) -> {
          if (lake.containsKey(bar) ? !values.equals(lake.get(bar)) : isSince(bar, since)) {
            difference.add(bar + " is " + lake.get(bar) + ", not " + values);
          }
        });
    lake.keySet().stream()
        .filter(bar -> !market.containsKey(bar))
        .forEach(bar -> difference.add(bar + " is not the market's"));
    return difference;
  }

  private static boolean isSince(String bar, Instant since) {
    return bar.substring(bar.indexOf(' ') + 1).compareTo(text(since)) >= 0;
  }

  /** What the market says of each minute of the session, in the end. */
  private static Map<String, List<Double>> bars(UnreliableMarket truth, Instant close)
      throws IOException {
    LocalDate day = LocalDate.ofInstant(close, ZoneId.of("America/New_York"));
    Map<String, List<Double>> bars = new TreeMap<>();
    for (String ticker : TICKERS) {
      for (JsonNode row : truth.minutes(ticker, day, day)) {
        List<Double> values = FIELDS.stream().map(field -> row.get(field).asDouble()).toList();
        bars.put(ticker + " " + text(Instant.ofEpochMilli(row.get("t").asLong())), values);
      }
    }
    return bars;
  }

  private static String text(Instant minute) {
    return minute.toString().replace('T', ' ').replace("Z", ".000");
  }

  /** Fails when a bar is there twice. */
  private static Map<String, List<Double>> byBar(List<List<String>> rows) {
    Map<String, List<Double>> bars = new TreeMap<>();
    for (List<String> row : rows) {
      String bar = row.get(0) + " " + row.get(1);
      List<Double> values = row.subList(2, row.size()).stream().map(Double::valueOf).toList();
      assertThat(bars.put(bar, values)).as(bar + " a second time").isNull();
    }
    return bars;
  }
}
