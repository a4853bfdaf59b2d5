package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.ingest.checkpoint.Window;
import io.ticklake.model.Timespan;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The market's bars, by the path that gives them. A window is what one request can ask for: the
 * market gives 50,000 base bars a page, and a ticker's minutes of a month are 22,000 at most.
 */
enum BarSeries {
  /** All tickers' bars of one day. */
  GROUPED_DAILY("grouped-daily", Timespan.DAY, Window.Size.DAY) {
    @Override
    String path(String ticker, LocalDate from, LocalDate to) {
      return "/v2/aggs/grouped/locale/us/market/stocks/" + from + "?adjusted=true";
    }
  },
  /** One ticker's daily bars. */
  DAY_RANGE("day-range", Timespan.DAY, Window.Size.YEAR) {
    @Override
    String path(String ticker, LocalDate from, LocalDate to) {
      return range(ticker, "day", from, to);
    }
  },
  /** One ticker's minute bars. */
  MINUTE_RANGE("minute-range", Timespan.MINUTE, Window.Size.MONTH) {
    @Override
    String path(String ticker, LocalDate from, LocalDate to) {
      return range(ticker, "minute", from, to);
    }
  },
  /** One ticker's last finished daily bar, of whichever day that is. */
  PREVIOUS_CLOSE("previous-close", Timespan.DAY, Window.Size.YEAR) {
    @Override
    String path(String ticker, LocalDate from, LocalDate to) {
      return "/v2/aggs/ticker/" + escaped(ticker) + "/prev?adjusted=true";
    }

    @Override
    LocalDate earliest(LocalDate from) {
      return from.minusDays(LONGEST_PAUSE_DAYS);
    }
  };

  // A ticker that is halted keeps its last bar; after so long it is delisted.
  private static final int LONGEST_PAUSE_DAYS = 370;
  // The market's largest.
  private static final int PAGE_LIMIT = 50_000;

  private final String source;
  private final Timespan timespan;
  private final Window.Size window;

  BarSeries(String source, Timespan timespan, Window.Size window) {
    this.source = source;
    this.timespan = timespan;
    this.window = window;
  }

  /** Its name in settings, routes, bars and keys. */
  String source() {
    return source;
  }

  /** The window that a day lies in. */
  Window windowOf(LocalDate day) {
    return window.of(day);
  }

  /** Where the checkpoint of a ticker's window is. */
  Place place(String ticker, Window window) {
    return new Place(source, ticker, window);
  }

  /**
   * A request for days of one window.
   *
   * @param ticker or {@link Place#ALL}
   */
  MarketRequest request(String ticker, LocalDate from, LocalDate to) {
    return new MarketRequest(
        place(ticker, windowOf(from)),
        timespan,
        earliest(from),
        from,
        to,
        path(ticker, from, to),
        MarketRequest.Memory.CHECKPOINT);
  }

  /**
   * A request for one ticker's minutes, whatever was fetched of them before.
   *
   * @param source its name in bars and logs
   * @param first start of the first minute
   * @param last start of the last one
   */
  static MarketRequest minutes(String source, String ticker, Instant first, Instant last) {
    LocalDate from = TradingDays.dateOf(first);
    return new MarketRequest(
        new Place(source, ticker, Window.Size.DAY.of(from)),
        Timespan.MINUTE,
        from,
        from,
        TradingDays.dateOf(last),
        range(ticker, "minute", first.toEpochMilli(), last.toEpochMilli()),
        MarketRequest.Memory.NONE);
  }

  abstract String path(String ticker, LocalDate from, LocalDate to);

  /** The earliest date that a row may have. */
  LocalDate earliest(LocalDate from) {
    return from;
  }

  private static String range(String ticker, String timespan, Object from, Object to) {
    return "/v2/aggs/ticker/%s/range/1/%s/%s/%s?adjusted=true&sort=asc&limit=%d"
        .formatted(escaped(ticker), timespan, from, to, PAGE_LIMIT);
  }

  private static String escaped(String ticker) {
    return URLEncoder.encode(ticker, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
