package io.ticklake.component.kafkaslice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Folders by the bytes that decided them: most records lie in a folder that was seen before. Shared
 * between threads without a lock: an entry is immutable, and one that is lost is made again.
 */
final class FolderCache {
  // A slice has few folders; two that share a place only take turns.
  private static final int PLACE_BITS = 8;
  // Longer ones are rare and would only hold memory.
  private static final int MAX_BYTES = 256;

  // 2^64 over the golden ratio, as in Fibonacci hashing: its high bits depend on all of the input.
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Entry[] entries = new Entry[1 << PLACE_BITS];

  private static final class Entry {
    private final byte[] bytes;
    private final int[] ends;
    private final String folder;

    Entry(byte[] bytes, int[] ends, String folder) {
      this.bytes = bytes;
      this.ends = ends;
      this.folder = folder;
    }
  }

  /** The bytes that decide a folder, piece by piece; used again for the next record. */
  static final class Key {
    // Eight more, so that the last ones are read as one number, too.
    private final byte[] bytes = new byte[MAX_BYTES + Long.BYTES];
    private final int[] ends;
    private int pieces;

    Key(int most) {
      ends = new int[most];
    }

    void clear() {
      pieces = 0;
    }

    /** Adds a piece; false when it is too long to be kept. */
    boolean add(byte[] source, int from, int to) {
      int start = end();
      if (to - from > MAX_BYTES - start) {
        return false;
      }
      System.arraycopy(source, from, bytes, start, to - from);
      ends[pieces++] = start + to - from;
      return true;
    }

    /** Adds a number. */
    boolean add(long number) {
      int start = end();
      if (Long.BYTES > MAX_BYTES - start) {
        return false;
      }
      LONGS.set(bytes, start, number);
      ends[pieces++] = start + Long.BYTES;
      return true;
    }

    private int end() {
      return pieces == 0 ? 0 : ends[pieces - 1];
    }

    private int place() {
      int end = end();
      LONGS.set(bytes, end, 0L);
      long hash = 0;
      for (int i = 0; i < end; i += Long.BYTES) {
        hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
      }
      return (int) (hash >>> (Long.SIZE - PLACE_BITS));
    }

    private boolean is(Entry entry) {
      return Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, 0, end())
          && Arrays.equals(entry.ends, ends);
    }
  }

  /** The folder that was put under this key, or an empty text. */
  String get(Key key) {
    Entry entry = entries[key.place()];
    return entry != null && key.is(entry) ? entry.folder : "";
  }

  /** Keeps a folder, which is never empty. */
  void put(Key key, String folder) {
    entries[key.place()] = new Entry(Arrays.copyOf(key.bytes, key.end()), key.ends.clone(), folder);
  }
}
