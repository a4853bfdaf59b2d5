package io.ticklake.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The pages of one kind, compressed, by path and query. Bar number n of all has a close of its own,
 * so that what landed can be told from what should have.
 *
 * @param first what a contender asks for; the rest is found by {@code next_url}
 * @param days of the bars, oldest first; of ranges the first of each month
 * @param closes sum of all closes, in cents
 */
record PreparedPages(
    PageKind kind,
    Map<String, byte[]> byPath,
    List<String> first,
    List<LocalDate> days,
    long closes) {
  static final ZoneId EASTERN = ZoneId.of("America/New_York");
  static final String RANGE_TICKER = "BENCH";
  private static final LocalTime STAMP = LocalTime.of(16, 0);
  private static final String RANGE = "/v2/aggs/ticker/BENCH/range/1/minute/";
  // A month has no 100,000 minutes of trading: a bar every 11 s from 04:00 to 20:00 instead, so
  // that
  // two pages are full in any month.
  private static final int PAGES_OF_MONTH = 2;
  private static final long STEP_MILLIS = 11_000;
  private static final long BARS_OF_DAY = 57_600_000 / STEP_MILLIS;

  int count() {
    return byPath.size();
  }

  long bars() {
    return (long) count() * kind.rows;
  }

  /**
   * Makes so many pages.
   *
   * @param address of the server that will give them, for {@code next_url}
   */
  static PreparedPages of(PageKind kind, int pages, LocalDate today, String address)
      throws IOException {
    return kind == PageKind.GROUPED ? grouped(pages, today) : range(pages, today, address);
  }

  private static PreparedPages grouped(int pages, LocalDate today) throws IOException {
    List<LocalDate> days = weekdaysBefore(today, pages);
    Map<String, byte[]> byPath = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    Rows rows = new Rows();
    for (LocalDate day : days) {
      String path = "/v2/aggs/grouped/locale/us/market/stocks/" + day;
      long stamp = day.atTime(STAMP).atZone(EASTERN).toInstant().toEpochMilli();
      rows.begin("\"queryCount\":12000,\"resultsCount\":12000,\"adjusted\":true");
      for (int i = 0; i < PageKind.GROUPED.rows; i++) {
        rows.row(ticker(i), stamp);
      }
      byPath.put(path, rows.end(""));
      first.add(path + "?adjusted=true");
    }
    return new PreparedPages(PageKind.GROUPED, byPath, first, days, rows.closes);
  }

  private static PreparedPages range(int pages, LocalDate today, String address)
      throws IOException {
    int months = Math.max(1, pages / PAGES_OF_MONTH);
    List<LocalDate> days = new ArrayList<>();
    Map<String, byte[]> byPath = new LinkedHashMap<>();
    List<String> first = new ArrayList<>();
    Rows rows = new Rows();
    for (int back = months; back > 0; back--) {
      YearMonth month = YearMonth.from(today).minusMonths(back);
      days.add(month.atDay(1));
      Iterator<Long> times = times(month).iterator();
      String next = RANGE + "next-" + month;
      byPath.put(month.toString(), rangePage(rows, times, address + next));
      byPath.put(next, rangePage(rows, times, ""));
      first.add(RANGE + month.atDay(1) + "/" + month.atEndOfMonth() + "?adjusted=true&limit=50000");
    }
    return new PreparedPages(PageKind.RANGE, byPath, first, days, rows.closes);
  }

  private static byte[] rangePage(Rows rows, Iterator<Long> times, String next) throws IOException {
    rows.begin("\"ticker\":\"BENCH\",\"queryCount\":50000,\"adjusted\":true");
    for (int i = 0; i < PageKind.RANGE.rows; i++) {
      rows.row(null, times.next());
    }
    return rows.end(next);
  }

  private static Stream<Long> times(YearMonth month) {
    return IntStream.rangeClosed(1, month.lengthOfMonth())
        .mapToObj(month::atDay)
        .filter(PreparedPages::isWeekday)
        .map(day -> day.atTime(4, 0).atZone(EASTERN).toInstant().toEpochMilli())
        .flatMap(
            open -> LongStream.range(0, BARS_OF_DAY).mapToObj(bar -> open + bar * STEP_MILLIS));
  }

  /** Under which key the page of a path is: of ranges the first page of a month's. */
  static String key(String path) {
    return path.startsWith(RANGE) && !path.startsWith(RANGE + "next-")
        ? path.substring(RANGE.length(), RANGE.length() + "yyyy-MM".length())
        : path;
  }

  /** Three letters. */
  static String ticker(int number) {
    return ""
        + (char) ('A' + number / 676)
        + (char) ('A' + number / 26 % 26)
        + (char) ('A' + number % 26);
  }

  private static List<LocalDate> weekdaysBefore(LocalDate today, int count) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = today.minusDays(1); days.size() < count; day = day.minusDays(1)) {
      if (isWeekday(day)) {
        days.add(day);
      }
    }
    Collections.reverse(days);
    return days;
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** Rows as the vendor writes them. */
  private static final class Rows {
    private final StringBuilder text = new StringBuilder(8_000_000);
    private int number;
    private long closes;
    private boolean separated;

    void begin(String head) {
      text.setLength(0);
      text.append('{').append(head).append(",\"results\":[");
      separated = false;
    }

    void row(@org.jspecify.annotations.Nullable String ticker, long time) {
      // A walk without a generator: neighbours differ, and so do days.
      long noise = (number + 1) * 0x9E3779B97F4A7C15L;
      int close = 500 + (int) ((noise >>> 40) % 60_000);
      int open = close + (int) ((noise >>> 20) % 41) - 20;
      number++;
      closes += close;
      text.append(separated ? ",{" : "{");
      separated = true;
      if (ticker != null) {
        text.append("\"T\":\"").append(ticker).append("\",");
      }
      volume(noise);
      decimals("vw", (open + close) * 50L + (noise >>> 50) % 100, 4);
      decimals("o", open, 2);
      decimals("c", close, 2);
      decimals("h", Math.max(open, close) + (noise >>> 58), 2);
      decimals("l", Math.min(open, close) - (noise >>> 58), 2);
      text.append("\"t\":").append(time).append(",\"n\":").append(noise >>> 48).append('}');
    }

    // Three in eight are whole numbers or have an exponent, as in the vendor's answers.
    private void volume(long noise) {
      long shares = (noise >>> 30) % 40_000_000;
      if ((noise & 7) == 0) {
        decimals("v", shares * 1_000_000 + (noise >>> 44), 6);
      } else if ((noise & 7) < 3) {
        decimals("v", shares, 6);
        text.setLength(text.length() - 1);
        text.append("e+06,");
      } else {
        text.append("\"v\":").append(shares).append(',');
      }
    }

    private void decimals(String name, long value, int decimals) {
      String digits = Long.toString(value);
      while (digits.length() <= decimals) {
        digits = "0" + digits;
      }
      int point = digits.length() - decimals;
      text.append('"').append(name).append("\":").append(digits, 0, point).append('.');
      text.append(digits, point, digits.length()).append(',');
    }

    byte[] end(String next) throws IOException {
      text.append("],\"status\":\"OK\",\"request_id\":\"6a7e466379af0a71039d60cc78e72282\"");
      if (!next.isEmpty()) {
        text.append(",\"next_url\":\"").append(next).append('"');
      }
      text.append('}');
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream gzip = new FastGzip(bytes)) {
        gzip.write(text.toString().getBytes(StandardCharsets.US_ASCII));
      }
      return bytes.toByteArray();
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 65_536);
      def.setLevel(1);
    }
  }
}
