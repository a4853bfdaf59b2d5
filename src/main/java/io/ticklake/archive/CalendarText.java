package io.ticklake.archive;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The forms that days and times have in records. Read by position: a formatter takes ten times as
 * long, and there are three such fields in each bar.
 */
final class CalendarText {
  private static final int DAY = 10;
  private static final int SECONDS = 19;
  private static final int MILLISECONDS = 23;

  private CalendarText() {}

  /** Days since 1970-01-01 of {@code yyyy-MM-dd}. */
  static long epochDay(String text) {
    expect(text.length() == DAY);
    return dayAtStart(text);
  }

  /** Milliseconds since 1970-01-01 of {@code yyyy-MM-dd HH:mm:ss} or with {@code .SSS}. */
  static long epochMillis(String text) {
    expect(text.length() == SECONDS || text.length() == MILLISECONDS);
    expect(text.charAt(10) == ' ' && text.charAt(13) == ':' && text.charAt(16) == ':');
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, SECONDS);
    expect(hour < 24 && minute < 60 && second < 60);
    int millis = 0;
    if (text.length() == MILLISECONDS) {
      expect(text.charAt(SECONDS) == '.');
      millis = digits(text, SECONDS + 1, MILLISECONDS);
    }
    return (dayAtStart(text) * 86_400 + hour * 3600L + minute * 60L + second) * 1000 + millis;
  }

  private static long dayAtStart(String text) {
    expect(text.charAt(4) == '-' && text.charAt(7) == '-');
    return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, DAY)).toEpochDay();
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      expect(digit >= 0 && digit <= 9);
      value = value * 10 + digit;
    }
    return value;
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new DateTimeException("not in the form of a day or time");
    }
  }
}
