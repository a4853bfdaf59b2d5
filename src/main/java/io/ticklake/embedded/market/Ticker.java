package io.ticklake.embedded.market;

/**
 * A listed symbol.
 *
 * @param symbol case-sensitive, may hold a dot: {@code BRK.B}
 * @param exchange the MIC of its primary exchange; empty when it trades over the counter
 * @param type the market API's code: CS (common stock), ETF, ADRC (depositary receipt)
 * @param market {@code stocks} or {@code otc}
 */
record Ticker(String symbol, String name, String exchange, String type, String market) {
  boolean isOtc() {
    return market.equals("otc");
  }
}
