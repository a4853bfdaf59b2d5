package io.ticklake.component.kafkaslice;

import java.util.Arrays;

/**
 * Folders by the bytes that decided them: most records lie in a folder that was seen before. Shared
 * between threads without a lock: an entry is immutable, and one that is lost is made again.
 */
final class FolderCache {
  // A slice has few folders; two that share a place only take turns.
  private static final int PLACES = 256;
  // Longer ones are rare and would only hold memory.
  private static final int MAX_BYTES = 256;

  private final Entry[] entries = new Entry[PLACES];

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
    private final byte[] bytes = new byte[MAX_BYTES];
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
      for (int i = 0; i < Long.BYTES; i++) {
        bytes[start + i] = (byte) (number >>> (8 * i));
      }
      ends[pieces++] = start + Long.BYTES;
      return true;
    }

    private int end() {
      return pieces == 0 ? 0 : ends[pieces - 1];
    }

    private int place() {
      int hash = 0;
      for (int i = 0; i < end(); i++) {
        hash = 31 * hash + bytes[i];
      }
      return (hash ^ hash >>> 8) & (PLACES - 1);
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
