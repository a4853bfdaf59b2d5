package io.ticklake.ingest;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which trading day to fetch next. Holidays are not known here: the market answers them with an
 * empty page, and that is written down like any other day.
 */
final class MissedDays {
  /** The exchange's time zone: it decides what a day is. */
  static final ZoneId EASTERN = ZoneId.of("America/New_York");

  // End of the regular session. On half days the session ends earlier and the bar waits until then.
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  // Between two attempts at one day, whatever became of the first.
  private static final Duration REST = Duration.ofMinutes(1);

  private final int lookbackDays;
  private final Marks marks;
  private final Clock clock;
  private final Map<LocalDate, Instant> notBefore = new HashMap<>();

  MissedDays(int lookbackDays, Marks marks, Clock clock) {
    this.lookbackDays = lookbackDays;
    this.marks = marks;
    this.clock = clock;
  }

  /** Bean method of the route: the oldest day that is missing, null when there is none now. */
  public synchronized @Nullable MarketRequest next() {
    Instant now = clock.instant();
    ZonedDateTime eastern = now.atZone(EASTERN);
    LocalDate today = eastern.toLocalDate();
    LocalDate last = eastern.toLocalTime().isBefore(CLOSE) ? today.minusDays(1) : today;
    Map<String, Mark> published = marks.all();
    for (LocalDate day = today.minusDays(lookbackDays); !day.isAfter(last); day = day.plusDays(1)) {
      MarketRequest request = MarketRequest.groupedDaily(day);
      boolean due = !now.isBefore(notBefore.getOrDefault(day, Instant.MIN));
      if (due && isTradingDay(day) && isMissing(day, today, published.get(request.stateKey()))) {
        notBefore.put(day, now.plus(REST));
        return request;
      }
    }
    return null;
  }

  /** The day is not to be asked for again before this time has passed. */
  synchronized void later(LocalDate day, Duration wait) {
    notBefore.put(day, clock.instant().plus(wait));
  }

  // Bars still change after the close: what was fetched on the day itself is fetched once more.
  private static boolean isMissing(LocalDate day, LocalDate today, @Nullable Mark mark) {
    if (mark == null) {
      return true;
    }
    LocalDate markedOn = LocalDate.ofInstant(mark.at(), EASTERN);
    return !markedOn.isAfter(day) && today.isAfter(day);
  }

  private static boolean isTradingDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
