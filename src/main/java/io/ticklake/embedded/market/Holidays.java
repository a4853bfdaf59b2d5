package io.ticklake.embedded.market;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The holidays of the New York Stock Exchange, by its Rule 7.2, and the days on which it was closed
 * for once.
 */
final class Holidays {
  /** Juneteenth is kept since 2022. */
  private static final int FIRST_JUNETEENTH = 2022;

  /** Days that no rule gives, as announced by the exchange. */
  private static final List<Holiday> ONCE =
      List.of(
          new Holiday(LocalDate.of(2004, 6, 11), "Day of Mourning for Ronald Reagan"),
          new Holiday(LocalDate.of(2007, 1, 2), "Day of Mourning for Gerald Ford"),
          new Holiday(LocalDate.of(2012, 10, 29), "Hurricane Sandy"),
          new Holiday(LocalDate.of(2012, 10, 30), "Hurricane Sandy"),
          new Holiday(LocalDate.of(2018, 12, 5), "Day of Mourning for George H. W. Bush"),
          new Holiday(LocalDate.of(2025, 1, 9), "Day of Mourning for Jimmy Carter"));

  private Holidays() {}

  /** The holidays of a year, in order of date. */
  static List<Holiday> of(int year) {
    List<Holiday> days = new ArrayList<>();
    addNewYear(days, year);
    days.add(new Holiday(nth(year, Month.JANUARY, 3, MONDAY), "Martin Luther King, Jr. Day"));
    days.add(new Holiday(nth(year, Month.FEBRUARY, 3, MONDAY), "Washington's Birthday"));
    days.add(new Holiday(easter(year).minusDays(2), "Good Friday"));
    days.add(new Holiday(LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY)), "Memorial Day"));
    if (year >= FIRST_JUNETEENTH) {
      days.add(new Holiday(observed(LocalDate.of(year, 6, 19)), "Juneteenth"));
    }
    days.add(new Holiday(observed(LocalDate.of(year, 7, 4)), "Independence Day"));
    days.add(new Holiday(nth(year, Month.SEPTEMBER, 1, MONDAY), "Labor Day"));
    days.add(new Holiday(thanksgiving(year), "Thanksgiving Day"));
    days.add(new Holiday(observed(LocalDate.of(year, 12, 25)), "Christmas Day"));
    ONCE.stream().filter(day -> day.date().getYear() == year).forEach(days::add);
    days.sort(Comparator.comparing(Holiday::date));
    return List.copyOf(days);
  }

  /** The fourth Thursday of November. */
  static LocalDate thanksgiving(int year) {
    return nth(year, Month.NOVEMBER, 4, THURSDAY);
  }

  /**
   * On a Saturday it is not kept at all: the exchange does not close on the last trading day of a
   * year.
   */
  private static void addNewYear(List<Holiday> days, int year) {
    LocalDate day = LocalDate.of(year, 1, 1);
    if (day.getDayOfWeek() != SATURDAY) {
      days.add(new Holiday(observed(day), "New Year's Day"));
    }
  }

  private static LocalDate nth(int year, Month month, int ordinal, DayOfWeek weekday) {
    return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(ordinal, weekday));
  }

  private static LocalDate observed(LocalDate day) {
    if (day.getDayOfWeek() == SATURDAY) {
      return day.minusDays(1);
    }
    return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
  }

  /** Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
  private static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int day = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, day / 31, day % 31 + 1);
  }
}
