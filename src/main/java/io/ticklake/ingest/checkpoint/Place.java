package io.ticklake.ingest.checkpoint;

import java.nio.charset.StandardCharsets;

/**
 * Where a checkpoint belongs.
 *
 * @param ticker as the market writes it, or {@link #ALL}
 */
public record Place(String source, String ticker, Window window) {
  /** For requests that ask for every ticker at once. No ticker is called so. */
  public static final String ALL = "*";

  static final String ROOT = "_checkpoints/";

  /** Beginning of the keys of a source. */
  static String folder(String source) {
    return ROOT + source + "/";
  }

  /** The object's key without its end. */
  String path() {
    return folder(source) + (ticker.equals(ALL) ? "_all" : escaped(ticker)) + "/" + window.name();
  }

  // Tickers have dots and slashes. What is neither letter, digit, dot nor dash stands as =2F, in
  // UTF-8; '%' would be decoded by some tools.
  private static String escaped(String ticker) {
    StringBuilder text = new StringBuilder();
    for (byte one : ticker.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) one;
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || (c == '.' && !text.isEmpty());
      text.append(plain ? String.valueOf(c) : "=%02X".formatted(one & 0xFF));
    }
    return text.toString();
  }
}
