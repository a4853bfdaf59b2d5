package io.ticklake.archive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;

/** Reads the values of one column. Remembers the last day, which the next is likely to be. */
final class ColumnScan {
  // Up to here, digits and powers of ten are exact as doubles, so one division rounds correctly.
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final int LONG_DIGITS = 18;
  private static final long DAY_MILLIS = 86_400_000;

  private final ColumnType type;
  private final DayText days = new DayText();

  ColumnScan(ColumnType type) {
    this.type = type;
  }

  /** Behind the value that begins at {@code p}, or {@link JsonScan#UNSURE}. */
  int read(byte[] text, int p, int to, int place, Row row) {
    return switch (type) {
      case STRING -> text(text, p, place, row);
      case DOUBLE -> real(text, p, place, row);
      case LONG -> whole(text, p, place, row);
      case BOOLEAN -> truth(text, p, place, row);
      case TIMESTAMP -> time(text, p, to, place, row);
      case DATE -> date(text, p, to, place, row);
    };
  }

  private static int text(byte[] text, int p, int place, Row row) {
    // As for names: no escapes.
    int end = text[p] == '"' ? JsonScan.plain(text, p + 1) : p;
    while (text[end] < 0) {
      end = Utf8.next(text, end);
      if (end < 0) {
        return JsonScan.UNSURE;
      }
      end = JsonScan.plain(text, end);
    }
    if (end == p || text[end] != '"') {
      return JsonScan.UNSURE;
    }
    row.set(place, p + 1, end);
    return end + 1;
  }

  private static int real(byte[] text, int start, int place, Row row) {
    boolean negative = text[start] == '-';
    int first = negative ? start + 1 : start;
    long digits = 0;
    int p = first;
    for (int digit = text[p] - '0'; digit >= 0 && digit <= 9; digit = text[p] - '0') {
      digits = digits * 10 + digit;
      p++;
    }
    int point = p;
    if (text[p] == '.') {
      p++;
      for (int digit = text[p] - '0'; digit >= 0 && digit <= 9; digit = text[p] - '0') {
        digits = digits * 10 + digit;
        p++;
      }
    }
    boolean leads = text[first] == '0' && point > first + 1;
    boolean exact = p - first <= EXACT_DIGITS && p != point + 1 && (text[p] | 0x20) != 'e';
    if (point == first || leads || !exact) {
      return otherReal(text, start, place, row);
    }
    double value = digits;
    if (p > point) {
      value /= POWERS[p - point - 1];
      value = negative ? -value : value;
    } else {
      // A whole -0 is 0.
      value = negative ? 0 - value : value;
    }
    row.set(place, Double.doubleToRawLongBits(value), start, p);
    return p;
  }

  private static int otherReal(byte[] text, int start, int place, Row row) {
    char lead = (char) text[start];
    if (lead != '-' && (lead < '0' || lead > '9')) {
      return JsonScan.UNSURE;
    }
    int end = JsonScan.number(text, start);
    if (end < 0) {
      return JsonScan.UNSURE;
    }
    double value =
        Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
    if (!Double.isFinite(value)) {
      return JsonScan.UNSURE;
    }
    row.set(place, Double.doubleToRawLongBits(value), start, end);
    return end;
  }

  private static int whole(byte[] text, int start, int place, Row row) {
    int first = text[start] == '-' ? start + 1 : start;
    int end = JsonScan.digits(text, first);
    boolean leads = text[first] == '0' && end > first + 1;
    if (end == first || leads || end - first > LONG_DIGITS) {
      return JsonScan.UNSURE;
    }
    if (text[end] == '.' || (text[end] | 0x20) == 'e') {
      return JsonScan.UNSURE;
    }
    long value = 0;
    for (int p = first; p < end; p++) {
      value = value * 10 + text[p] - '0';
    }
    row.set(place, first > start ? -value : value, start, end);
    return end;
  }

  private static int truth(byte[] text, int p, int place, Row row) {
    if (text[p] != 't' && text[p] != 'f') {
      return JsonScan.UNSURE;
    }
    int end = JsonScan.value(text, p, 1);
    if (end > 0) {
      row.set(place, text[p] == 't' ? 1 : 0, p, end);
    }
    return end;
  }

  private int date(byte[] text, int p, int to, int place, Row row) {
    int end = p + 1 + DayText.LENGTH;
    if (end >= to || text[p] != '"' || text[end] != '"') {
      return JsonScan.UNSURE;
    }
    try {
      row.set(place, days.epochDay(text, p + 1), p + 1, end);
      return end + 1;
    } catch (DateTimeException e) {
      return JsonScan.UNSURE;
    }
  }

  private int time(byte[] text, int p, int to, int place, Row row) {
    int from = p + 1;
    int seconds = from + DayText.SECONDS_LENGTH;
    if (text[p] != '"' || seconds + 4 >= to) {
      return JsonScan.UNSURE;
    }
    int end = text[seconds] == '.' ? seconds + 4 : seconds;
    if (text[end] != '"') {
      return JsonScan.UNSURE;
    }
    try {
      long millis = days.epochDay(text, from) * DAY_MILLIS + DayText.millisOfDay(text, from, end);
      row.set(place, millis, from, end);
      return end + 1;
    } catch (DateTimeException e) {
      return JsonScan.UNSURE;
    }
  }
}
