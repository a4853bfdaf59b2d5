package io.ticklake.component.kafkaslice;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the bytes of a few top-level fields in a JSON value without decoding it. Whatever is
 * unusual it leaves to {@link JsonFields}, whose answer it gives otherwise, as far as the value is
 * JSON; whether it is, a format checks. Used by one thread.
 */
final class JsonFieldScan {
  private final byte[][] names;
  private final int[] from;
  private final int[] to;
  private byte[] text = new byte[0];
  private int end;

  JsonFieldScan(byte[][] names) {
    this.names = names;
    this.from = new int[names.length];
    this.to = new int[names.length];
  }

  /** Whether all fields were found, as texts without escapes, numbers or booleans. */
  boolean find(ByteBuffer value) {
    if (!value.hasArray()) {
      return false;
    }
    text = value.array();
    int p = value.arrayOffset() + value.position();
    end = value.arrayOffset() + value.limit();
    Arrays.fill(from, -1);
    p = blanks(p);
    return p < end && text[p] == '{' && findAll(p + 1);
  }

  byte[] text() {
    return text;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }

  private boolean findAll(int start) {
    int missing = names.length;
    int p = blanks(start);
    while (p < end && text[p] == '"') {
      int close = plainString(p + 1);
      int field = close < 0 ? -1 : indexOf(p + 1, close);
      p = close < 0 ? end : blanks(close + 1);
      if (p >= end || text[p] != ':') {
        return false;
      }
      p = blanks(p + 1);
      int behind = field >= 0 && from[field] < 0 ? keep(field, p) : skip(p);
      if (behind < 0) {
        return false;
      }
      missing -= field >= 0 && from[field] >= p ? 1 : 0;
      if (missing == 0) {
        return true;
      }
      p = blanks(behind);
      if (p >= end || text[p] != ',') {
        return false;
      }
      p = blanks(p + 1);
    }
    return false;
  }

  private int indexOf(int nameFrom, int nameTo) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, text, nameFrom, nameTo)) {
        return i;
      }
    }
    return -1;
  }

  /** Behind a value that is kept, or -1 when it is none of the usual kinds. */
  private int keep(int field, int p) {
    boolean quoted = p < end && text[p] == '"';
    int first = quoted ? p + 1 : p;
    int last = quoted ? plainString(first) : scalarEnd(p);
    if (last < 0 || (!quoted && (last == first || "-0123456789tf".indexOf(text[p]) < 0))) {
      return -1;
    }
    from[field] = first;
    to[field] = last;
    return quoted ? last + 1 : last;
  }

  private int skip(int p) {
    if (p >= end) {
      return -1;
    }
    return switch (text[p]) {
      case '"' -> {
        int close = stringEnd(p + 1);
        yield close < 0 ? -1 : close + 1;
      }
      case '{', '[' -> nestedEnd(p);
      default -> scalarEnd(p);
    };
  }

  private int nestedEnd(int start) {
    int depth = 0;
    for (int p = start; p < end; p++) {
      switch (text[p]) {
        case '"' -> {
          p = stringEnd(p + 1);
          if (p < 0) {
            return -1;
          }
        }
        case '{', '[' -> depth++;
        case '}', ']' -> {
          depth--;
          if (depth == 0) {
            return p + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** The quote that ends a string, or -1 when it has an escape or no end. */
  private int plainString(int start) {
    byte[] bytes = text;
    int stop = end;
    for (int p = start; p < stop; p++) {
      if (bytes[p] == '"') {
        return p;
      }
      if (bytes[p] == '\\') {
        return -1;
      }
    }
    return -1;
  }

  private int stringEnd(int start) {
    byte[] bytes = text;
    int stop = end;
    for (int p = start; p < stop; p++) {
      if (bytes[p] == '"') {
        return p;
      }
      if (bytes[p] == '\\') {
        p++;
      }
    }
    return -1;
  }

  private int scalarEnd(int start) {
    int p = start;
    while (p < end && text[p] > ' ' && text[p] != ',' && text[p] != '}') {
      p++;
    }
    return p;
  }

  private int blanks(int start) {
    int p = start;
    while (p < end && text[p] >= 0 && text[p] <= ' ') {
      p++;
    }
    return p;
  }
}
