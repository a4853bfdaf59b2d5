package io.ticklake.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of JSON tokens, fast: eight bytes at a time, without an object. It is sure of what
 * it accepts and refuses whatever is unusual, be it wrong or not; {@link JsonCheck} then asks
 * Jackson.
 *
 * <p>Every text has to be followed by a line feed, which stands in no token and so stops each loop,
 * and by {@link #SLACK} bytes of any value. All methods take and return positions in it; {@link
 * #UNSURE} is the one of refused texts.
 */
final class JsonScan {
  /** Bytes behind the line feed that must exist. */
  static final int SLACK = 8;

  /** Instead of a position: this text is for Jackson. */
  static final int UNSURE = -1;

  // Below Jackson's limits, which are 1,000 levels, 1,000 digits and 50,000 bytes of a name.
  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 300;
  private static final int MAX_NAME = 1000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
  private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;
  private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;

  private JsonScan() {}

  /** The first position from {@code p} that holds no blank or tab. */
  static int blanks(byte[] text, int p) {
    int at = p;
    while (text[at] == ' ' || text[at] == '\t') {
      at++;
    }
    return at;
  }

  /** Behind the value that begins at {@code p}. */
  static int value(byte[] text, int p, int depth) {
    return switch (text[p]) {
      case '"' -> string(text, p + 1);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text, p);
      case '{' -> object(text, p + 1, depth + 1);
      case '[' -> array(text, p + 1, depth + 1);
      case 't' -> (int) INTS.get(text, p) == TRUE ? p + 4 : UNSURE;
      case 'f' -> (int) INTS.get(text, p + 1) == ALSE ? p + 5 : UNSURE;
      case 'n' -> (int) INTS.get(text, p) == NULL ? p + 4 : UNSURE;
      default -> UNSURE;
    };
  }

  private static int object(byte[] text, int start, int depth) {
    int p = blanks(text, start);
    if (depth > MAX_DEPTH || text[p] == '}') {
      return depth > MAX_DEPTH ? UNSURE : p + 1;
    }
    while (text[p] == '"') {
      p = name(text, p + 1);
      if (p < 0) {
        return UNSURE;
      }
      p = blanks(text, p);
      if (text[p] != ':') {
        return UNSURE;
      }
      p = value(text, blanks(text, p + 1), depth);
      if (p < 0) {
        return UNSURE;
      }
      p = blanks(text, p);
      if (text[p] != ',') {
        return text[p] == '}' ? p + 1 : UNSURE;
      }
      p = blanks(text, p + 1);
    }
    return UNSURE;
  }

  private static int array(byte[] text, int start, int depth) {
    int p = blanks(text, start);
    if (depth > MAX_DEPTH || text[p] == ']') {
      return depth > MAX_DEPTH ? UNSURE : p + 1;
    }
    while (true) {
      p = value(text, p, depth);
      if (p < 0) {
        return UNSURE;
      }
      p = blanks(text, p);
      if (text[p] != ',') {
        return text[p] == ']' ? p + 1 : UNSURE;
      }
      p = blanks(text, p + 1);
    }
  }

  /** Behind the quote that ends a name; {@code start} is behind the one that begins it. */
  static int name(byte[] text, int start) {
    int p = plain(text, start);
    while (text[p] < 0) {
      p = Utf8.next(text, p);
      if (p < 0) {
        return UNSURE;
      }
      p = plain(text, p);
    }
    return text[p] == '"' && p - start <= MAX_NAME ? p + 1 : UNSURE;
  }

  /** Behind the quote that ends a string; {@code start} is behind the one that begins it. */
  static int string(byte[] text, int start) {
    int p = plain(text, start);
    while (text[p] != '"') {
      p = text[p] == '\\' ? escape(text, p + 1) : Utf8.next(text, p);
      if (p < 0) {
        return UNSURE;
      }
      p = plain(text, p);
    }
    return p + 1;
  }

  /** The first position that holds a quote, a backslash, a control character or no ASCII. */
  static int plain(byte[] text, int start) {
    int p = start;
    while (true) {
      long x = (long) LONGS.get(text, p);
      long quote = x ^ ONES * '"';
      long backslash = x ^ ONES * '\\';
      // The lowest bit is exact: borrows can only reach bytes above one that is found.
      long found =
          ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (x - ONES * ' ' & ~x) | x)
              & HIGHS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      p += Long.BYTES;
    }
  }

  private static int escape(byte[] text, int p) {
    switch (text[p]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return p + 1;
      }
      case 'u' -> {
        for (int i = p + 1; i < p + 5; i++) {
          if (Character.digit(text[i], 16) < 0) {
            return UNSURE;
          }
        }
        return p + 5;
      }
      default -> {
        return UNSURE;
      }
    }
  }

  /** Behind the number that begins at {@code start}. */
  static int number(byte[] text, int start) {
    int first = text[start] == '-' ? start + 1 : start;
    int p = digits(text, first);
    // Nothing but a sign, or a zero that leads.
    if (p == first || (text[first] == '0' && p > first + 1)) {
      return UNSURE;
    }
    if (text[p] == '.') {
      int fraction = p + 1;
      p = digits(text, fraction);
      if (p == fraction) {
        return UNSURE;
      }
    }
    if ((text[p] | 0x20) == 'e') {
      int exponent = text[p + 1] == '-' || text[p + 1] == '+' ? p + 2 : p + 1;
      p = digits(text, exponent);
      if (p == exponent) {
        return UNSURE;
      }
    }
    return p - start <= MAX_DIGITS ? p : UNSURE;
  }

  /** The first position that holds no digit. */
  static int digits(byte[] text, int start) {
    int p = start;
    while (true) {
      long x = (long) LONGS.get(text, p) ^ ONES * '0';
      // Digits are 0 to 9 now; adding 0x76 to those leaves the high bit unset.
      long others = ((x & ~HIGHS) + ONES * 0x76 | x) & HIGHS;
      if (others != 0) {
        return p + (Long.numberOfTrailingZeros(others) >>> 3);
      }
      p += Long.BYTES;
    }
  }
}
