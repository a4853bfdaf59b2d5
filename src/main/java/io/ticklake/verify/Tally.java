package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was read back. Shared between threads. */
final class Tally {
  private final Map<LedgerKeys, Counts> chains = new HashMap<>();

  synchronized void readBack(Expected object) {
    of(object.by().chain().keys()).objects++;
  }

  synchronized void compared(Expected object) {
    of(object.by().chain().keys()).compared += object.object().count();
  }

  synchronized void notCompared(LedgerKeys chain, String why) {
    of(chain).notCompared.merge(why, 1L, Long::sum);
  }

  /** Objects that were read back whole. */
  synchronized long objects(LedgerKeys chain) {
    return of(chain).objects;
  }

  /** Records that were the same in the object and in the topic. */
  synchronized long compared(LedgerKeys chain) {
    return of(chain).compared;
  }

  /** Why entries of the chain were not compared, and how many. */
  synchronized Map<String, Long> notCompared(LedgerKeys chain) {
    return Map.copyOf(of(chain).notCompared);
  }

  private Counts of(LedgerKeys chain) {
    return chains.computeIfAbsent(chain, each -> new Counts());
  }

  private static final class Counts {
    private long objects;
    private long compared;
    private final Map<String, Long> notCompared = new TreeMap<>();
  }
}
