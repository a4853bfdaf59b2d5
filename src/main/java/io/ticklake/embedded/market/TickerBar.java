package io.ticklake.embedded.market;

/** A bar and whose it is. */
record TickerBar(Ticker ticker, Bar bar) {
  TickerBar startingAt(long start) {
    return new TickerBar(ticker, bar.startingAt(start));
  }
}
