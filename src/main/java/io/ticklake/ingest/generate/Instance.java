package io.ticklake.ingest.generate;

import java.util.SplittableRandom;

/** The bar that is being made; one object for all of them. Prices in cents. */
final class Instance {
  private static final int FIRST_CENTS = 1_000;
  private static final int LAST_CENTS = 50_000;
  // A thousandth to each side, at least a cent.
  private static final int STEP_PARTS = 1_000;

  private final long[] prices;
  private final SplittableRandom random;

  private int ticker;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long transactions;
  private byte[] timestampText = {};
  private byte[] dateText = {};
  private byte[] ingestedText = {};

  Instance(int tickers, SplittableRandom random) {
    this.random = random;
    this.prices = new long[tickers];
    for (int i = 0; i < tickers; i++) {
      prices[i] = random.nextLong(FIRST_CENTS, LAST_CENTS);
    }
  }

  /** The next bar of a ticker: its price goes on where its last bar ended. */
  void next(int ofTicker) {
    ticker = ofTicker;
    open = prices[ofTicker];
    close = Math.max(1, open + step());
    high = Math.max(open, close) + random.nextInt(3);
    low = Math.max(1, Math.min(open, close) - random.nextInt(3));
    volume = 100L + random.nextInt(100_000);
    transactions = 1 + volume / 100;
    prices[ofTicker] = close;
  }

  private long step() {
    long most = open / STEP_PARTS + 1;
    return random.nextLong(-most, most + 1);
  }

  void times(byte[] timestamp, byte[] date) {
    timestampText = timestamp;
    dateText = date;
  }

  void ingested(byte[] text) {
    ingestedText = text;
  }

  int ticker() {
    return ticker;
  }

  long open() {
    return open;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long close() {
    return close;
  }

  long volume() {
    return volume;
  }

  /** In ten-thousandths of a dollar. */
  long vwap() {
    return (high + low + 2 * close) * 25;
  }

  long transactions() {
    return transactions;
  }

  byte[] timestampText() {
    return timestampText;
  }

  byte[] dateText() {
    return dateText;
  }

  byte[] ingestedText() {
    return ingestedText;
  }
}
