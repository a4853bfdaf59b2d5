package io.ticklake.embedded.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When the US stock exchanges trade. All dates are US Eastern. */
final class TradingCalendar {
  static final ZoneId EASTERN = ZoneId.of("America/New_York");

  /** The earliest date of the market API's stock data. */
  static final LocalDate FIRST_DATE = LocalDate.of(2003, 9, 10);

  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);
  private static final Set<DayOfWeek> WEEKEND = Set.of(SATURDAY, SUNDAY);

  private final Map<Integer, Map<LocalDate, Holiday>> holidays = new ConcurrentHashMap<>();

  /** The session of a date; empty on weekends and holidays. */
  Optional<Session> session(LocalDate date) {
    if (!isTradingDay(date)) {
      return Optional.empty();
    }
    LocalTime close = isHalfDay(date) ? EARLY_CLOSE : CLOSE;
    return Optional.of(new Session(date, at(date, OPEN), at(date, close)));
  }

  boolean isTradingDay(LocalDate date) {
    return !WEEKEND.contains(date.getDayOfWeek()) && holiday(date).isEmpty();
  }

  /**
   * The day after Thanksgiving, and the eves of Independence Day and Christmas when both eve and
   * day are weekdays.
   */
  boolean isHalfDay(LocalDate date) {
    if (!isTradingDay(date)) {
      return false;
    }
    if (date.equals(Holidays.thanksgiving(date.getYear()).plusDays(1))) {
      return true;
    }
    return isEve(date) && date.getDayOfWeek() != FRIDAY;
  }

  /** The newest session that opened at or before an instant. */
  Session latestOpened(Instant now) {
    LocalDate today = dateOf(now);
    return session(today)
        .filter(session -> !session.open().isAfter(now))
        .orElseGet(() -> before(today));
  }

  /** The newest session before a date. */
  Session before(LocalDate date) {
    return Stream.iterate(date.minusDays(1), day -> day.minusDays(1))
        .flatMap(day -> session(day).stream())
        .findFirst()
        .orElseThrow();
  }

  /** The holiday that a date is, if it is one. */
  Optional<Holiday> holiday(LocalDate date) {
    return Optional.ofNullable(holidays(date.getYear()).get(date));
  }

  static LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, EASTERN);
  }

  static Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(EASTERN).toInstant();
  }

  private static boolean isEve(LocalDate date) {
    return (date.getMonthValue() == 7 && date.getDayOfMonth() == 3)
        || (date.getMonthValue() == 12 && date.getDayOfMonth() == 24);
  }

  private Map<LocalDate, Holiday> holidays(int year) {
    return holidays.computeIfAbsent(year, TradingCalendar::holidaysByDate);
  }

  private static Map<LocalDate, Holiday> holidaysByDate(int year) {
    return Holidays.of(year).stream()
        .collect(Collectors.toUnmodifiableMap(Holiday::date, Function.identity()));
  }
}
