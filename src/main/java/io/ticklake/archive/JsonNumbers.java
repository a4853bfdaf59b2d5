package io.ticklake.archive;

/** Which numbers a JSON value may have. */
public enum JsonNumbers {
  /** As RFC 8259 has them. */
  STRICT,
  /**
   * Also unquoted {@code NaN} and {@code Infinity}, which the market API is known to send: its
   * pages are kept as received.
   */
  WITH_NAN
}
