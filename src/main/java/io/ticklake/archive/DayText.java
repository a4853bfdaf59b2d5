package io.ticklake.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Days and times in bytes, in the forms of {@link CalendarText}. Remembers one day. */
final class DayText {
  static final int LENGTH = "yyyy-MM-dd".length();
  static final int SECONDS_LENGTH = "yyyy-MM-dd HH:mm:ss".length();

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] EPOCH = "1970-01-01".getBytes(StandardCharsets.US_ASCII);

  // The first eight and the last eight bytes of a day, which overlap.
  private long head = (long) LONGS.get(EPOCH, 0);
  private long tail = (long) LONGS.get(EPOCH, LENGTH - Long.BYTES);
  private long day;

  /**
   * Days since 1970-01-01.
   *
   * @throws DateTimeException when no day stands there
   */
  long epochDay(byte[] text, int p) {
    long begins = (long) LONGS.get(text, p);
    long ends = (long) LONGS.get(text, p + LENGTH - Long.BYTES);
    if (begins != head || ends != tail) {
      expect(text[p + 4] == '-' && text[p + 7] == '-');
      int year = two(text, p) * 100 + two(text, p + 2);
      day = LocalDate.of(year, two(text, p + 5), two(text, p + 8)).toEpochDay();
      head = begins;
      tail = ends;
    }
    return day;
  }

  /**
   * Milliseconds since midnight of the time behind a day.
   *
   * @param end behind the seconds or the milliseconds
   * @throws DateTimeException when no time stands there
   */
  static long millisOfDay(byte[] text, int p, int end) {
    expect(text[p + 10] == ' ' && text[p + 13] == ':' && text[p + 16] == ':');
    int hour = two(text, p + 11);
    int minute = two(text, p + 14);
    int second = two(text, p + 17);
    expect(hour < 24 && minute < 60 && second < 60);
    int millis = 0;
    if (end > p + SECONDS_LENGTH) {
      int last = text[p + 22] - '0';
      expect(last >= 0 && last <= 9);
      millis = two(text, p + 20) * 10 + last;
    }
    return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  private static int two(byte[] text, int p) {
    int tens = text[p] - '0';
    int ones = text[p + 1] - '0';
    expect(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9);
    return tens * 10 + ones;
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new DateTimeException("not in the form of a day or time");
    }
  }
}
