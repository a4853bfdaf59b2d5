package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Place;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.model.Timespan;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the market for: all pages that begin at a path, and what their rows are.
 *
 * @param place of its checkpoint; names the source and the ticker
 * @param timespan of the bars; null when the rows are none
 * @param earliest US Eastern date that a row may have
 * @param from first trading day that the answer settles, US Eastern
 * @param to last such day, and the latest date that a row may have
 * @param path path and query of the first page
 * @param memory whether it is written down what was fetched
 */
record MarketRequest(
    Place place,
    @Nullable Timespan timespan,
    LocalDate earliest,
    LocalDate from,
    LocalDate to,
    String path,
    Memory memory) {
  /** What is remembered of a request that was answered. */
  enum Memory {
    CHECKPOINT,
    NONE
  }

  /** A request whose rows are no bars. */
  static MarketRequest records(Place place, LocalDate today, String path) {
    return new MarketRequest(place, null, today, today, today, path, Memory.CHECKPOINT);
  }

  /** Whether its rows are bars. */
  boolean hasBars() {
    return timespan != null;
  }

  /** The kind of request, in bars, keys and logs, for example {@code grouped-daily}. */
  String source() {
    return place.source();
  }

  /** The one ticker whose rows do not name it; null when they do. */
  @Nullable String ticker() {
    return place.ticker().equals(Place.ALL) ? null : place.ticker();
  }

  /** Whether a row of this date may stand in the answer. */
  boolean covers(LocalDate day) {
    return !day.isBefore(earliest) && !day.isAfter(to);
  }

  /** The weekdays that the answer settles. */
  List<LocalDate> tradingDays() {
    return TradingDays.between(from, to);
  }

  /** Its days as logs and messages say them. */
  String days() {
    return from.equals(to) ? from.toString() : from + ".." + to;
  }
}
