package io.ticklake.archive;

/** Well-formed sequences of UTF-8, as table 3-7 of the Unicode standard lists them. */
final class Utf8 {
  private Utf8() {}

  /**
   * Behind the sequence of two to four bytes that begins at {@code p}, or -1 when there is none. A
   * byte of ASCII must follow somewhere.
   */
  static int next(byte[] text, int p) {
    int lead = text[p] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return tail(text, p + 1, 0x80, 0xbf) ? p + 2 : -1;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      // Not overlong, no surrogate.
      boolean second = tail(text, p + 1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
      return second && tail(text, p + 2, 0x80, 0xbf) ? p + 3 : -1;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      // Not overlong, not above U+10FFFF.
      boolean second = tail(text, p + 1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
      boolean rest = second && tail(text, p + 2, 0x80, 0xbf) && tail(text, p + 3, 0x80, 0xbf);
      return rest ? p + 4 : -1;
    }
    return -1;
  }

  private static boolean tail(byte[] text, int p, int least, int most) {
    int b = text[p] & 0xff;
    return b >= least && b <= most;
  }
}
