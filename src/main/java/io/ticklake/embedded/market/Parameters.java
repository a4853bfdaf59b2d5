package io.ticklake.embedded.market;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Reads values out of paths and queries; what is malformed becomes a 400 that names the parameter.
 */
final class Parameters {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MILLIS = Pattern.compile("\\d{1,13}");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  private Parameters() {}

  /** A date as {@code yyyy-MM-dd}. */
  static LocalDate date(String name, String value) {
    if (DATE.matcher(value).matches()) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeException e) {
        throw Refusal.badRequest("'%s' names no day of the calendar".formatted(name));
      }
    }
    throw Refusal.badRequest("'%s' is not a date (yyyy-MM-dd)".formatted(name));
  }

  /** The first instant of a date (New York), or the instant that UTC milliseconds give. */
  static Instant from(String name, String value) {
    if (MILLIS.matcher(value).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(value));
    }
    return startOf(date(name, value));
  }

  /** The last millisecond of a date (New York), or the instant that UTC milliseconds give. */
  static Instant to(String name, String value) {
    if (MILLIS.matcher(value).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(value));
    }
    return startOf(date(name, value).plusDays(1)).minusMillis(1);
  }

  /** A whole number from 1 to {@code max}. */
  static int count(String name, String value, int max) {
    int count = COUNT.matcher(value).matches() ? Integer.parseInt(value) : 0;
    if (count < 1 || count > max) {
      throw Refusal.badRequest("'%s' is not a whole number from 1 to %d".formatted(name, max));
    }
    return count;
  }

  static Instant startOf(LocalDate date) {
    return date.atStartOfDay(TradingCalendar.EASTERN).toInstant();
  }
}
