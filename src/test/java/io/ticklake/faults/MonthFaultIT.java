package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A month of trading days, from a market with every fault to the answer of a query, by a program
 * that is killed on the way.
 */
@LongForm
@ExtendWith(WithServices.class)
class MonthFaultIT {
  private static final int LOOKBACK_DAYS = 33;
  private static final List<String> MINUTES_OF = List.of("AAPL", "BRK.B", "MSFT");
  private static final int KILLS = 3;
  private static final int BUDGET = 20;
  private static final double FAULTY_ANSWERS = 0.35;
  private static final double FAULTY_STORE = 0.02;
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> FIELDS = List.of("o", "h", "l", "c", "v", "vw", "n");
  private static final String LATEST =
      """
      SELECT timespan, ticker, CASE WHEN timespan = 'day' THEN dt \
      ELSE CAST("timestamp" AS varchar) END AS bar, \
      open, high, low, close, volume, vwap, transactions FROM bars_latest WHERE dt < '%s'\
      """;
  private static final String LATEST_ROW = "\"(day|minute)\",";

  private final Services services;
  private final Random random;
  private final LocalDate today = LocalDate.now(ZoneId.of("America/New_York"));
  private final Path directory;

  MonthFaultIT(Services services) throws IOException {
    this.services = services;
    this.random = new Random(services.seed());
    this.directory =
        Files.createDirectories(
            Path.of("target", "faults", "month-" + services.seed()).toAbsolutePath());
  }

  @Test
  void eachBarOfAMonthIsThereOnceThoughTheMarketFailsAndTheProgramIsKilled() throws Exception {
    long began = System.nanoTime();
    MarketSettings prices =
        new MarketSettings(QueryableLake.MARKET_KEY, services.seed(), 0, Clock.systemUTC());
    try (MarketServer embedded = MarketServer.start(prices);
        QueryableLake lake = new QueryableLake(services, "lake-month", services.scratch("month"));
        UnreliableMarket market =
            new UnreliableMarket(embedded.address(), QueryableLake.MARKET_KEY, services.seed())) {
      Set<LocalDate> days = tradingDays(market);
      Map<String, List<Double>> bars = bars(market, days);
      services.s3Faults().disturb(FAULTY_STORE);
      market.disturb(FAULTY_ANSWERS);
      Map<String, String> settings = settings(lake, market);
      killOnTheWay(settings, market, days.size());
      runUntil(settings, () -> rows(lake) == bars.size());
      correct(lake, market, days);
      runUntil(settings, () -> latest(lake).equals(bars));
      services.s3Faults().heal();
      compare(lake, market, bars, settings, began);
    } finally {
      services.s3Faults().heal();
    }
  }

  private void killOnTheWay(Map<String, String> settings, UnreliableMarket market, int days) {
    for (int kill = 0; kill < KILLS; kill++) {
      try (PackagedProgram program = start(settings)) {
        int enough = days * (kill + 1) / (KILLS + 1);
        await("pages are served")
            .atMost(PATIENCE)
            .failFast(() -> assertThat(program.isAlive()).as(program.output()).isTrue())
            .until(() -> market.served().size() >= enough);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(800)).toNanos());
      }
    }
  }

  private void runUntil(Map<String, String> settings, Callable<Boolean> done) {
    try (PackagedProgram program = start(settings)) {
      await("the lake has what the market says, logs in " + directory)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(done);
      assertThat(program.stop(READY)).as(program.output()).isZero();
    }
  }

  private static void correct(QueryableLake lake, UnreliableMarket market, Set<LocalDate> days)
      throws IOException {
    market.correct();
    for (LocalDate day : days) {
      if (market.isCorrectedLater(day)) {
        lake.asIfFetchedOnTheDayItself(day);
      }
    }
  }

  private Map<String, String> settings(QueryableLake lake, UnreliableMarket market) {
    Map<String, String> settings = lake.settings(services, market.address(), "month");
    settings.put("ticklake.market.requests-per-minute", Integer.toString(BUDGET));
    settings.put("ticklake.ingest.lookback-days", Integer.toString(LOOKBACK_DAYS));
    settings.put("ticklake.ingest.grouped-daily.period", "500ms");
    settings.put("ticklake.ingest.minute-range.enabled", "true");
    settings.put("ticklake.ingest.minute-range.period", "500ms");
    settings.put("ticklake.ingest.minute-range.tickers", String.join(",", MINUTES_OF));
    return settings;
  }

  private PackagedProgram start(Map<String, String> settings) {
    return PackagedProgram.start(directory, services.quickStart(), settings);
  }

  /** The days of the last month on which the market had bars. */
  private Set<LocalDate> tradingDays(UnreliableMarket market) throws IOException {
    Set<LocalDate> days = new HashSet<>();
    for (LocalDate day : today.minusDays(LOOKBACK_DAYS).datesUntil(today).toList()) {
      if (!market.rows(day).isEmpty()) {
        days.add(day);
      }
    }
    return days;
  }

  /** What the market says of each bar when it is asked without faults. */
  private Map<String, List<Double>> bars(UnreliableMarket market, Set<LocalDate> days)
      throws IOException {
    Map<String, List<Double>> bars = new TreeMap<>();
    for (LocalDate day : days) {
      for (JsonNode row : market.rows(day)) {
        bars.put("day " + row.get("T").asText() + " " + day, values(row));
      }
    }
    for (String ticker : MINUTES_OF) {
      for (JsonNode row :
          market.minutes(ticker, today.minusDays(LOOKBACK_DAYS), today.minusDays(1))) {
        Instant time = Instant.ofEpochMilli(row.get("t").asLong());
        String text = time.toString().replace('T', ' ').replace("Z", ".000");
        bars.put("minute " + ticker + " " + text, values(row));
      }
    }
    return bars;
  }

  private int rows(QueryableLake lake) {
    String count = "SELECT count(*) FROM bars_latest WHERE dt < '%s'".formatted(today);
    return Integer.parseInt(lake.query(count).get(0).get(0));
  }

  /** What the lake says. */
  private Map<String, List<Double>> latest(QueryableLake lake) {
    return byBar(lake.query(LATEST.formatted(today)));
  }

  /** Fails when a bar is there twice. */
  private static Map<String, List<Double>> byBar(List<List<String>> rows) {
    Map<String, List<Double>> bars = new TreeMap<>();
    for (List<String> row : rows) {
      String bar = String.join(" ", row.subList(0, 3));
      assertThat(bars.put(bar, values(row))).as(bar + " a second time").isNull();
    }
    return bars;
  }

  private void compare(
      QueryableLake lake,
      UnreliableMarket market,
      Map<String, List<Double>> expected,
      Map<String, String> settings,
      long began)
      throws IOException {
    Set<String> letters = new HashSet<>();
    TopicReader.readAll(services.brokers(), "month.dlq")
        .forEach(letter -> letters.add(letter.value()));
    Map<String, List<Double>> answer =
        byBar(
            ProgramQuery.rows(
                directory, services.quickStart(), settings, LATEST.formatted(today), LATEST_ROW));
    tell(lake, market, expected, letters.size(), began);

    assertThat(answer.equals(expected)).as("the lake, seed " + services.seed()).isTrue();
    assertThat(letters).as("dead letters").hasSameSizeAs(market.servedBadRows());
    assertThat(market.injected()).as("kinds of faults").hasSize(MarketFault.values().length);
    assertThat(market.mostInAMinute()).as("requests in a minute").isLessThanOrEqualTo(BUDGET);
  }

  private void tell(
      QueryableLake lake,
      UnreliableMarket market,
      Map<String, List<Double>> bars,
      int letters,
      long began) {
    System.out.printf(
        "month: seed %d, %d days, %d bars (%d of minutes), %s versions, %d kills, %d requests, at most %d in 60 s of"
            + " %d, %d dead letters, faults %s, %d s%n",
        services.seed(),
        market.served().size(),
        bars.size(),
        bars.keySet().stream().filter(bar -> bar.startsWith("minute")).count(),
        lake.query("SELECT count(*) FROM bars").get(0).get(0),
        KILLS,
        market.requests(),
        market.mostInAMinute(),
        BUDGET,
        letters,
        market.injected(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  private static List<Double> values(JsonNode row) {
    List<Double> values = new ArrayList<>();
    for (String field : FIELDS) {
      values.add(row.has(field) ? row.get(field).asDouble() : null);
    }
    return values;
  }

  private static List<Double> values(List<String> row) {
    List<Double> values = new ArrayList<>();
    for (String value : row.subList(3, row.size())) {
      values.add(value == null ? null : Double.valueOf(value));
    }
    return values;
  }
}
