package io.ticklake.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.ingest.checkpoint.TradingDays;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the exchange trades: on weekdays from 9:30 to 16:00 Eastern, but for what the market's list
 * of holidays says, once a source has fetched it. Safe for several threads.
 */
final class MarketHours {
  private static final Logger LOG = LoggerFactory.getLogger(MarketHours.class);
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  // Plans with delayed data show the last trades so much later.
  private static final Duration DELAY = Duration.ofMinutes(15);

  private final Clock clock;

  /** When trading ends on days that differ; the beginning of the day when there is none. */
  private final Map<LocalDate, Instant> ends = new ConcurrentHashMap<>();

  MarketHours(Clock clock) {
    this.clock = clock;
  }

  /** Bean method of the routes: whether a source may ask now that asks only in these hours. */
  public boolean allow(@ExchangeProperty("onlyWhileOpen") String onlyWhileOpen) {
    return !onlyWhileOpen.equals("true") || isOpen();
  }

  boolean isOpen() {
    Instant now = clock.instant();
    LocalDate today = TradingDays.dateOf(now);
    Instant end = ends.getOrDefault(today, at(today, CLOSE));
    return TradingDays.isTradingDay(today)
        && !now.isBefore(at(today, OPEN))
        && !end.equals(at(today, LocalTime.MIN))
        && now.isBefore(end.plus(DELAY));
  }

  /** Takes an entry of the market's list of coming holidays; what it cannot read it leaves. */
  void learn(JsonNode holiday) {
    try {
      LocalDate date = LocalDate.parse(holiday.path("date").asText());
      if (holiday.path("status").asText().equals("closed")) {
        ends.put(date, at(date, LocalTime.MIN));
      } else if (holiday.hasNonNull("close")) {
        ends.put(date, Instant.parse(holiday.path("close").asText()));
      }
    } catch (DateTimeException e) {
      LOG.atDebug().addKeyValue("holiday", holiday).log("unreadable holiday; the usual hours hold");
    }
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(TradingDays.EASTERN).toInstant();
  }
}
