package io.ticklake.ingest.checkpoint;

/** Fingerprints that are being gathered: a hash table of plain numbers. For one thread. */
public final class FingerprintSet {
  private static final int FIRST_CAPACITY = 64;

  // 0 marks a free place, and so is kept apart.
  private long[] table = new long[FIRST_CAPACITY];
  private boolean hasZero;
  private int size;

  /** Adds a hash; whether it was not there. */
  public boolean add(long hash) {
    if (hash == 0) {
      boolean first = !hasZero;
      hasZero = true;
      return first;
    }
    int place = place(table, hash);
    if (table[place] != 0) {
      return false;
    }
    table[place] = hash;
    if (++size * 2 > table.length) {
      grow();
    }
    return true;
  }

  public boolean contains(long hash) {
    return hash == 0 ? hasZero : table[place(table, hash)] != 0;
  }

  /** Adds all of these to a set. */
  public void addTo(FingerprintSet set) {
    for (long hash : table) {
      if (hash != 0) {
        set.add(hash);
      }
    }
    if (hasZero) {
      set.add(0);
    }
  }

  public int size() {
    return hasZero ? size + 1 : size;
  }

  /** What was gathered so far. */
  public Fingerprints fingerprints() {
    long[] hashes = new long[size()];
    int next = hasZero ? 1 : 0;
    for (long hash : table) {
      if (hash != 0) {
        hashes[next++] = hash;
      }
    }
    return Fingerprints.sorted(hashes);
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long hash : table) {
      if (hash != 0) {
        larger[place(larger, hash)] = hash;
      }
    }
    table = larger;
  }

  private static int place(long[] table, long hash) {
    int mask = table.length - 1;
    int place = (int) hash & mask;
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
