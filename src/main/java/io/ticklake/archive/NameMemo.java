package io.ticklake.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The names of a line's top-level fields, by their place in it: lines of a topic mostly have the
 * same ones in the same order. Then a name is compared as a whole, eight bytes at a time, instead
 * of being read. Used by one thread.
 */
final class NameMemo {
  // Fields beyond are read, as are names (with quotes and colon) that are longer.
  private static final int MAX_FIELDS = 64;
  private static final int MAX_BYTES = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final @Nullable Name[] names = new @Nullable Name[MAX_FIELDS];
  private boolean leftOut;

  /** What stands from a name's first quote to its colon. */
  private static final class Name {
    private final long[] words;
    // The bits of the last word that count.
    private final long last;
    private final int bytes;
    private final boolean leftOut;

    Name(byte[] text, int from, int to, boolean leftOut) {
      this.bytes = to - from;
      this.leftOut = leftOut;
      this.words = new long[(bytes + Long.BYTES - 1) / Long.BYTES];
      this.last = -1L >>> ((words.length * Long.BYTES - bytes) * Byte.SIZE);
      for (int i = 0; i < words.length; i++) {
        words[i] = (long) LONGS.get(text, from + i * Long.BYTES);
      }
      words[words.length - 1] &= last;
    }

    boolean standsAt(byte[] text, int from) {
      int end = words.length - 1;
      int at = from;
      for (int i = 0; i < end; i++, at += Long.BYTES) {
        if ((long) LONGS.get(text, at) != words[i]) {
          return false;
        }
      }
      return ((long) LONGS.get(text, at) & last) == words[end];
    }
  }

  /**
   * Behind the colon of the name that begins at {@code from}, if it is the one that was last met at
   * this place of a line; else {@link JsonScan#UNSURE}. {@code text} has {@link JsonScan#SLACK}
   * bytes behind the line feed, so that the last word can be read whole.
   */
  int behind(int place, byte[] text, int from) {
    Name name = place < MAX_FIELDS ? names[place] : null;
    if (name == null || !name.standsAt(text, from)) {
      return JsonScan.UNSURE;
    }
    leftOut = name.leftOut;
    return from + name.bytes;
  }

  /**
   * Keeps the name that was read at this place.
   *
   * @param from where its first quote is
   * @param to behind its colon
   */
  void keep(int place, byte[] text, int from, int to, boolean isLeftOut) {
    leftOut = isLeftOut;
    if (place < MAX_FIELDS && to - from <= MAX_BYTES) {
      names[place] = new Name(text, from, to, isLeftOut);
    }
  }

  /** Whether the field that was found or kept last is not written. */
  boolean isLeftOut() {
    return leftOut;
  }
}
