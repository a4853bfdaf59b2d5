package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.ingest.checkpoint.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source of what is no bars: how tickers stand, which there are, whether the market is open. Asks
 * the same questions again and again; rows that did not change within a day are news once. Has one
 * lane.
 */
final class RecordSource implements Source {
  static final String SNAPSHOTS = "snapshots";
  static final String TICKERS = "tickers";
  static final String MARKET_STATUS = "market-status";

  /** The part of the market's status that lists holidays, where a ticker would stand. */
  static final String UPCOMING = "upcoming";

  private static final String SNAPSHOT_PATH = "/v2/snapshot/locale/us/markets/stocks/tickers";
  private static final String TICKERS_PATH =
      "/v3/reference/tickers?active=true&market=stocks&limit=1000";

  private enum Due {
    EACH_TICK,
    ONCE_A_DAY,
    /** Also at the start, for this process needs to know it. */
    ONCE_A_DAY_AND_RUN
  }

  private record Question(String part, String path, Due due) {}

  private final String name;
  private final List<Question> questions;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final Rests rests;
  private final Map<String, LocalDate> asked = new HashMap<>();

  /** Questions of which the tick has had its answer: the source is asked until it has no more. */
  private final Set<String> answered = new HashSet<>();

  private RecordSource(
      String name, List<Question> questions, Checkpoints checkpoints, Clock clock) {
    this.name = name;
    this.questions = List.copyOf(questions);
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.rests = new Rests(clock);
  }

  /**
   * How tickers stand, at each tick.
   *
   * @param tickers none for all
   */
  static RecordSource snapshots(List<String> tickers, Checkpoints checkpoints, Clock clock) {
    String path =
        tickers.isEmpty()
            ? SNAPSHOT_PATH
            : SNAPSHOT_PATH
                + "?tickers="
                + URLEncoder.encode(String.join(",", tickers), StandardCharsets.UTF_8)
                    .replace("%2C", ",");
    Question all = new Question(Place.ALL, path, Due.EACH_TICK);
    return new RecordSource(SNAPSHOTS, List.of(all), checkpoints, clock);
  }

  /** Which tickers are listed, once a day. */
  static RecordSource tickers(Checkpoints checkpoints, Clock clock) {
    Question all = new Question(Place.ALL, TICKERS_PATH, Due.ONCE_A_DAY);
    return new RecordSource(TICKERS, List.of(all), checkpoints, clock);
  }

  /** Whether the market is open, at each tick, and once a day which holidays come. */
  static RecordSource marketStatus(Checkpoints checkpoints, Clock clock) {
    return new RecordSource(
        MARKET_STATUS,
        List.of(
            new Question(UPCOMING, "/v1/marketstatus/upcoming", Due.ONCE_A_DAY_AND_RUN),
            new Question(Place.ALL, "/v1/marketstatus/now", Due.EACH_TICK)),
        checkpoints,
        clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized @Nullable MarketRequest next(int lane) {
    LocalDate today = TradingDays.dateOf(clock.instant());
    for (Question question : questions) {
      Place place = new Place(name, question.part(), Window.Size.DAY.of(today));
      if (rests.isDue(place) && isDue(question, place, today)) {
        if (question.due() != Due.EACH_TICK) {
          rests.begin(place);
        }
        asked.put(question.part(), today);
        return MarketRequest.records(place, today, question.path());
      }
    }
    return null;
  }

  private boolean isDue(Question question, Place place, LocalDate today) {
    return switch (question.due()) {
      case EACH_TICK -> !answered.remove(question.part()) && answered.add(question.part());
      case ONCE_A_DAY -> checkpoints.fetched(place).lacks(today, today);
      case ONCE_A_DAY_AND_RUN -> !today.equals(asked.get(question.part()));
    };
  }

  @Override
  public synchronized void failed(MarketRequest request, @Nullable ErrorCode code) {
    rests.failed(request.place(), code);
    asked.remove(request.place().ticker());
    answered.remove(request.place().ticker());
  }
}
