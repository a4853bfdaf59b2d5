package io.ticklake.ingest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How points in time are written: UTC, the form that Athena and Glue read as a timestamp. */
public final class TimestampText {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int NANOS_OF_MILLI = 1_000_000;

  private TimestampText() {}

  /** For example {@code 2026-11-20 14:30:00.000}. */
  public static String of(Instant time) {
    StringBuilder text = new StringBuilder(24);
    append(text, time);
    return text.toString();
  }

  /** Appends {@link #of} of a time. */
  static void append(StringBuilder text, Instant time) {
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    // Only such years have four digits and no sign.
    if (utc.getYear() < 1000 || utc.getYear() > 9999) {
      text.append(FORM.format(time));
      return;
    }
    text.append(utc.getYear());
    two(text.append('-'), utc.getMonthValue());
    two(text.append('-'), utc.getDayOfMonth());
    two(text.append(' '), utc.getHour());
    two(text.append(':'), utc.getMinute());
    two(text.append(':'), utc.getSecond());
    int millis = utc.getNano() / NANOS_OF_MILLI;
    text.append('.').append((char) ('0' + millis / 100));
    two(text, millis % 100);
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
