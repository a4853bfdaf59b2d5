package io.ticklake.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Marks that a test looks into. */
final class MarksInMemory implements Marks {
  private final Map<String, Mark> marks = new ConcurrentHashMap<>();

  @Override
  public Map<String, Mark> all() {
    return Map.copyOf(marks);
  }

  @Override
  public void put(String stateKey, Mark mark) {
    marks.put(stateKey, mark);
  }
}
