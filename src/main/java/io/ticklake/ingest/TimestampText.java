package io.ticklake.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How points in time are written: UTC, the form that Athena and Glue read as a timestamp. */
final class TimestampText {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TimestampText() {}

  static String of(Instant time) {
    return FORM.format(time);
  }
}
