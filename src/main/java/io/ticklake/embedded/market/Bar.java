package io.ticklake.embedded.market;

/**
 * One open, high, low, close, volume record.
 *
 * @param start UTC milliseconds at which its time begins
 * @param open dollars, as are high, low, close and vwap
 * @param volume shares, possibly a fraction of one
 * @param vwap average price, weighted by volume
 * @param trades how many transactions
 */
record Bar(
    long start,
    double open,
    double high,
    double low,
    double close,
    double volume,
    double vwap,
    long trades) {
  /** What a snapshot shows of a ticker that has not traded. */
  static final Bar NONE = new Bar(0, 0, 0, 0, 0, 0, 0, 0);

  Bar startingAt(long otherStart) {
    return new Bar(otherStart, open, high, low, close, volume, vwap, trades);
  }
}
