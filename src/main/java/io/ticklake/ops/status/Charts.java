package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.LibraryQuestion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The chart's bars, asked of the query stage: one question at a time, few in a minute, and none
 * twice within minutes, for each costs money on AWS. Nothing is asked unless a person asks.
 */
final class Charts {
  /** Asks the library; nothing while the lake has no table. */
  interface Asker {
    Optional<Answer> ask(LibraryQuestion question) throws Exception;
  }

  static final String QUERY = "ticker-bars";
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int REMEMBERED = 64;
  private static final int PER_MINUTE = 12;
  private static final int WAITING = 4;
  // Letters as the market has them: BRK.B, X:BTCUSD, I:SPX, BAC/PB, GSPC with its caret.
  private static final Pattern TICKER = Pattern.compile("[A-Za-z0-9^][A-Za-z0-9.:/^_=-]{0,19}");

  private final Asker asker;
  private final Clock clock;
  private final Map<String, Chart> known = new LinkedHashMap<>();
  private final Deque<Instant> asked = new ArrayDeque<>();
  private final ThreadPoolExecutor worker;

  Charts(Asker asker, Clock clock) {
    this.asker = asker;
    this.clock = clock;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "status-chart");
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * Gets a ticker's chart.
   *
   * @param then is given it, or why not: at once, or later by another thread
   */
  void ask(String ticker, Consumer<ChartReply> then) {
    if (!TICKER.matcher(ticker).matches()) {
      then.accept(
          new ChartReply.Refusal(400, "A ticker has 1 to 20 letters, as in AAPL or BRK.B."));
      return;
    }
    Optional<Chart> fresh = fresh(ticker);
    if (fresh.isPresent()) {
      then.accept(new ChartReply.Drawn(fresh.get()));
      return;
    }
    try {
      worker.execute(() -> then.accept(answer(ticker)));
    } catch (RejectedExecutionException e) {
      then.accept(new ChartReply.Refusal(503, "Other charts are being asked for. Try again soon."));
    }
  }

  void stop() {
    worker.shutdownNow();
  }

  private ChartReply answer(String ticker) {
    // Whoever was before in the queue may have asked for the same.
    Optional<Chart> fresh = fresh(ticker);
    if (fresh.isPresent()) {
      return new ChartReply.Drawn(fresh.get());
    }
    if (!mayAsk()) {
      return new ChartReply.Refusal(
          429, "No more than %d charts a minute. Try again soon.".formatted(PER_MINUTE));
    }
    try {
      Optional<Answer> answer = asker.ask(new LibraryQuestion(QUERY, Map.of("ticker", ticker)));
      if (answer.isEmpty()) {
        return new ChartReply.Refusal(404, "The lake has no table of bars yet. Try again soon.");
      }
      Chart chart = Chart.of(ticker, answer.get());
      remember(chart);
      return new ChartReply.Drawn(chart);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ChartReply.Refusal(503, "The program is stopping.");
    } catch (Exception e) {
      // Whatever it is, it is for who asked; the query stage has logged what is for others.
      return new ChartReply.Refusal(502, String.valueOf(e.getMessage()));
    }
  }

  private synchronized Optional<Chart> fresh(String ticker) {
    return Optional.ofNullable(known.get(ticker))
        .filter(chart -> chart.at().plus(FRESH).isAfter(clock.instant()));
  }

  private synchronized void remember(Chart chart) {
    known.remove(chart.ticker());
    known.put(chart.ticker(), chart);
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private synchronized boolean mayAsk() {
    Instant now = clock.instant();
    while (!asked.isEmpty() && !asked.getFirst().plusSeconds(60).isAfter(now)) {
      asked.removeFirst();
    }
    if (asked.size() >= PER_MINUTE) {
      return false;
    }
    asked.addLast(now);
    return true;
  }
}
