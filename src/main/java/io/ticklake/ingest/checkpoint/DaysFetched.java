package io.ticklake.ingest.checkpoint;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/** Which days of a window were fetched: what is kept in memory of a checkpoint. */
public final class DaysFetched {
  /** None. */
  public static final DaysFetched NONE = new DaysFetched(Completeness.PARTIAL, Map.of());

  /** All, each after the day. */
  public static final DaysFetched ALL = new DaysFetched(Completeness.WHOLE, Map.of());

  private enum Completeness {
    PARTIAL,
    WHOLE
  }

  private final Completeness completeness;

  /** Whether a day that was fetched was so after it had ended. */
  private final Map<LocalDate, Boolean> afterDay;

  private DaysFetched(Completeness completeness, Map<LocalDate, Boolean> afterDay) {
    this.completeness = completeness;
    this.afterDay = afterDay;
  }

  public static DaysFetched of(Checkpoint checkpoint) {
    return checkpoint.isComplete()
        ? ALL
        : new DaysFetched(
            Completeness.PARTIAL,
            checkpoint.days().entrySet().stream()
                .filter(day -> day.getValue().at() != null)
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, day -> day.getValue().isFinal(day.getKey()))));
  }

  /** Whether a day is to be fetched; one that was fetched on itself is so again on a later day. */
  public boolean lacks(LocalDate day, LocalDate today) {
    if (completeness == Completeness.WHOLE) {
      return false;
    }
    return today.isAfter(day) ? !afterDay.getOrDefault(day, false) : !afterDay.containsKey(day);
  }
}
