package io.ticklake.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest answer of each query on schedule. Safe for several threads. */
public final class Answers {
  // Names come from route files; an operator who renames one again and again must not fill memory.
  private static final int REMEMBERED = 50;

  private final Map<String, Answer> byQuery = new LinkedHashMap<>();
  private @Nullable Answer last;
  private long count;

  /** Takes the place of the same query's earlier answer. */
  public synchronized void give(Answer answer) {
    byQuery.remove(answer.query());
    byQuery.put(answer.query(), answer);
    if (byQuery.size() > REMEMBERED) {
      byQuery.remove(byQuery.keySet().iterator().next());
    }
    last = answer;
    count++;
  }

  /** The newest of all. */
  public synchronized Optional<Answer> last() {
    return Optional.ofNullable(last);
  }

  /** The newest of this query. */
  public synchronized Optional<Answer> last(String query) {
    return Optional.ofNullable(byQuery.get(query));
  }

  /** Answers since the process started. */
  public synchronized long count() {
    return count;
  }
}
