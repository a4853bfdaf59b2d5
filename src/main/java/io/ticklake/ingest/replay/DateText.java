package io.ticklake.ingest.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads dates and times: those of a given pattern only; else ISO, {@code yyyyMMdd} and epoch
 * numbers, whose length tells seconds from milli-, micro- and nanoseconds. Days that no month has
 * are refused.
 */
final class DateText {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{8,19}");
  private static final int DATE_DIGITS = 8;

  // 10 digits of seconds last until 2286, 13 of milliseconds as long, and so on.
  private static final int SECONDS_DIGITS = 10;
  private static final int MILLIS_DIGITS = 13;
  private static final int MICROS_DIGITS = 16;

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter ISO =
      withTime(new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE));

  private final DateTimeFormatter form;
  private final boolean iso;
  private final ZoneId zone;
  private final ZoneId dayZone;

  private DateText(DateTimeFormatter form, boolean iso, ZoneId zone, ZoneId dayZone) {
    this.form = form;
    this.iso = iso;
    this.zone = zone;
    this.dayZone = dayZone;
  }

  /**
   * The forms that are known without being told.
   *
   * @param zone of times without an offset
   * @param dayZone whose day a point in time belongs to
   */
  static DateText known(ZoneId zone, ZoneId dayZone) {
    return new DateText(ISO, true, zone, dayZone);
  }

  /**
   * Dates of one pattern; {@code yyyy} means what everybody means by it.
   *
   * @throws IllegalArgumentException when it is no pattern of java.time
   */
  static DateText of(String pattern, ZoneId zone, ZoneId dayZone) {
    try {
      DateTimeFormatter form =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              // Strict dates have no year of an era.
              .appendPattern(yearsWithoutEra(pattern))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      return new DateText(form, false, zone, dayZone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--date-format '%s' is no pattern: %s".formatted(pattern, e.getMessage()), e);
    }
  }

  /** Dates of one pattern, a time of day may follow. */
  static DateText ofDate(String pattern, ZoneId zone, ZoneId dayZone) {
    return new DateText(
        withTime(new DateTimeFormatterBuilder().appendPattern(pattern)), false, zone, dayZone);
  }

  private static String yearsWithoutEra(String pattern) {
    StringBuilder years = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char sign = pattern.charAt(i);
      quoted ^= sign == '\'';
      years.append(sign == 'y' && !quoted ? 'u' : sign);
    }
    return years.toString();
  }

  private static DateTimeFormatter withTime(DateTimeFormatterBuilder date) {
    return date.optionalStart()
        .appendLiteral(' ')
        .appendPattern("H:mm")
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd()
        .optionalStart()
        // Lenient reads +01:00, +0100 and +01.
        .parseLenient()
        .appendOffset("+HH:mm", "Z")
        .parseStrict()
        .optionalEnd()
        .optionalEnd()
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * The moment of this text.
   *
   * @param column for the message
   */
  Moment read(String column, String text) throws UnreadableRowException {
    try {
      if (iso && WHOLE.matcher(text).matches()) {
        return number(text);
      }
      return moment(
          form.parseBest(
              iso ? plain(text) : text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeException | ArithmeticException e) {
      throw new UnreadableRowException(
          "%s '%s' is not a date of the calendar in a form that is known (yyyy-MM-dd, yyyyMMdd, ISO times, epoch numbers) or given with --date-format"
              .formatted(column, text),
          e);
    }
  }

  private Moment moment(TemporalAccessor found) {
    if (found instanceof LocalDate date) {
      return new Moment(date.atStartOfDay(zone).toInstant(), date, false);
    }
    if (found instanceof LocalDateTime local) {
      return at(local.atZone(zone).toInstant());
    }
    return at(Instant.from(found));
  }

  private Moment number(String digits) {
    int length = digits.length() - (digits.charAt(0) == '-' ? 1 : 0);
    if (length == DATE_DIGITS && digits.length() == length) {
      return moment(LocalDate.parse(digits, BASIC));
    }
    long number = Long.parseLong(digits);
    if (length <= SECONDS_DIGITS) {
      return at(Instant.ofEpochSecond(number));
    }
    if (length <= MILLIS_DIGITS) {
      return at(Instant.ofEpochMilli(number));
    }
    return at(
        Instant.EPOCH.plus(number, length <= MICROS_DIGITS ? ChronoUnit.MICROS : ChronoUnit.NANOS));
  }

  private Moment at(Instant instant) {
    // Kafka, the lake and Athena hold milliseconds.
    return new Moment(
        instant.truncatedTo(ChronoUnit.MILLIS), LocalDate.ofInstant(instant, dayZone), true);
  }

  // 2024/01/31, 2024-01-31T09:30, 2024-01-31 09:30 UTC
  private static String plain(String text) {
    String date = text.length() > 4 && text.charAt(4) == '/' ? text.replace('/', '-') : text;
    String time = date.length() > 10 && date.charAt(10) == 'T' ? date.replace('T', ' ') : date;
    return time.endsWith(" UTC") ? time.substring(0, time.length() - 4) + "Z" : time;
  }
}
