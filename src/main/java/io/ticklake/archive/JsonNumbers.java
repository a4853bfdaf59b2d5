package io.ticklake.archive;

/** Which numbers a JSON value may have. */
public enum JsonNumbers {
  /** As RFC 8259 has them. */
  STRICT("strict"),
  /**
   * Also unquoted {@code NaN} and {@code Infinity}, which the market API is known to send: its
   * pages are kept as received.
   */
  WITH_NAN("nan");

  private final String text;

  JsonNumbers(String text) {
    this.text = text;
  }

  /** Its name in descriptions of formats. */
  String text() {
    return text;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static JsonNumbers of(String text) {
    for (JsonNumbers numbers : values()) {
      if (numbers.text.equals(text)) {
        return numbers;
      }
    }
    throw new IllegalArgumentException("numbers are '" + text + "', expected strict or nan");
  }
}
