package io.ticklake.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Bars as the ingest stage writes them, those fields only that every bar has: about 200 bytes. The
 * same seed gives the same bars.
 */
final class BarLines {
  private static final int TICKERS = 500;

  private final Random random = new Random(20261121);
  private final int[] cents = new int[TICKERS];
  private final StringBuilder line = new StringBuilder(256);

  private final String padding;

  /**
   * Bars.
   *
   * @param padding bytes of a field that says nothing, 0 for none
   */
  BarLines(int padding) {
    this.padding = padding == 0 ? "" : ",\"padding\":\"" + "x".repeat(padding) + '"';
    for (int i = 0; i < TICKERS; i++) {
      cents[i] = 500 + random.nextInt(40_000);
    }
  }

  /** A ticker of up to four letters. */
  static String ticker(int number) {
    int index = number % TICKERS;
    String letters = "" + (char) ('A' + index / 26) + (char) ('A' + index % 26);
    return index % 3 == 0 ? letters : letters + (char) ('A' + index % 7);
  }

  /** The day of this number, as header and field have it. */
  static String day(int number) {
    return "2026-11-%02d".formatted(2 + number);
  }

  /** The next bar of this ticker. */
  byte[] next(int ticker, String day, int minute) {
    int open = cents[ticker % TICKERS];
    int close = Math.max(100, open + random.nextInt(41) - 20);
    cents[ticker % TICKERS] = close;
    line.setLength(0);
    line.append("{\"ticker\":\"").append(ticker(ticker));
    line.append("\",\"timestamp\":\"").append(day).append(' ');
    two(14 + minute / 60 % 7).append(':');
    two(minute % 60).append(":00.000\",\"trade_date\":\"").append(day).append('"');
    price("open", open);
    price("high", Math.max(open, close) + random.nextInt(10));
    price("low", Math.min(open, close) - random.nextInt(10));
    price("close", close);
    line.append(",\"volume\":").append(random.nextInt(50_000)).append(".0");
    line.append(",\"source\":\"flat\",\"ingested_at\":\"2026-11-21 09:");
    two(minute % 60).append(':');
    two(minute / 60 % 60).append('.').append(100 + random.nextInt(900)).append('"');
    line.append(padding).append('}');
    return line.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void price(String name, int value) {
    line.append(",\"").append(name).append("\":").append(value / 100).append('.');
    int rest = value % 100;
    if (rest % 10 == 0) {
      line.append(rest / 10);
    } else {
      two(rest);
    }
  }

  private StringBuilder two(int value) {
    return line.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
