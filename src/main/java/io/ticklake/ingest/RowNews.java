package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.DayMark;
import io.ticklake.ingest.checkpoint.FingerprintSet;
import io.ticklake.ingest.checkpoint.Fingerprints;
import io.ticklake.ingest.checkpoint.TradingDays;
import io.ticklake.model.Bar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of an answer are news: not on Kafka already with the same values. Of one request; what
 * it was shown makes the request's checkpoint. For one thread.
 */
final class RowNews {
  private final MarketRequest request;
  private final Checkpoint known;
  private final Fingerprints published;
  private final FingerprintSet shown = new FingerprintSet();
  private final Map<LocalDate, FingerprintSet> days = new HashMap<>();
  private final Map<LocalDate, FingerprintSet> current = new HashMap<>();

  /**
   * @param known the request's checkpoint as it stands
   */
  RowNews(MarketRequest request, Checkpoint known) {
    this.request = request;
    this.known = known;
    this.published = known.fingerprints();
  }

  /** Whether a day of the request was not fetched yet, or not after it had ended. */
  boolean hasOpenDays() {
    return !request.hasBars() || !request.tradingDays().stream().allMatch(known::isFinal);
  }

  /** Takes a row of the current page; whether it must be published. */
  boolean take(LocalDate day, long print) {
    current.computeIfAbsent(day, d -> new FingerprintSet()).add(print);
    // A row that stands twice, in one page or in two, is news once.
    return shown.add(print) && !published.contains(print);
  }

  /** The rows of a page that must be published. */
  PageRecords of(PageRecords page) {
    FingerprintSet news = new FingerprintSet();
    List<Bar> bars = page.bars().bars();
    long[] prints = page.bars().fingerprints();
    for (int i = 0; i < prints.length; i++) {
      if (take(bars.get(i).tradeDate(), prints[i])) {
        news.add(prints[i]);
      }
    }
    for (UnreadableRow row : page.unreadable()) {
      if (take(request.to(), row.fingerprint())) {
        news.add(row.fingerprint());
      }
    }
    FingerprintSet given = new FingerprintSet();
    return page.without(print -> !(news.contains(print) && given.add(print)));
  }

  /** Kafka has the current page. */
  void published() {
    current.forEach((day, prints) -> prints.addTo(day(day)));
    current.clear();
  }

  private FingerprintSet day(LocalDate date) {
    return days.computeIfAbsent(date, d -> new FingerprintSet());
  }

  /**
   * The checkpoint, when all pages are on Kafka. Of the day itself an answer without rows says
   * nothing yet.
   */
  Checkpoint checkpoint(Instant now) {
    Map<LocalDate, DayMark> marks = new HashMap<>();
    LocalDate today = TradingDays.dateOf(now);
    for (LocalDate day : request.tradingDays()) {
      if (day.isBefore(today)) {
        marks.put(day, new DayMark(now, 0, Fingerprints.NONE));
      }
    }
    days.forEach((day, rows) -> marks.put(day, new DayMark(now, rows.size(), rows.fingerprints())));
    return known.with(marks);
  }

  /**
   * The checkpoint, when some pages are on Kafka and the others cannot be had: their days are as
   * they were, but what was published is not published again.
   */
  Checkpoint begun() {
    Map<LocalDate, DayMark> marks = new HashMap<>();
    days.forEach(
        (day, rows) -> {
          DayMark before = known.days().get(day);
          marks.put(
              day,
              before == null
                  ? new DayMark(null, rows.size(), rows.fingerprints())
                  : new DayMark(before.at(), before.rows(), before.fingerprints().and(rows)));
        });
    return known.with(marks);
  }
}
