package io.ticklake.ingest.checkpoint;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was fetched of the days of a window. */
public record Checkpoint(Place place, SortedMap<LocalDate, DayMark> days) {
  public Checkpoint {
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
  }

  /** Of a window of which nothing was fetched. */
  public static Checkpoint nothing(Place place) {
    return new Checkpoint(place, Collections.emptySortedMap());
  }

  /** This one and further days; a day that it has already is replaced. */
  public Checkpoint with(Map<LocalDate, DayMark> marks) {
    SortedMap<LocalDate, DayMark> all = new TreeMap<>(days);
    all.putAll(marks);
    return new Checkpoint(place, all);
  }

  /** Of every row that was published, in the form that it has now. */
  public Fingerprints fingerprints() {
    FingerprintSet all = new FingerprintSet();
    days.values().forEach(mark -> mark.fingerprints().addTo(all));
    return all.fingerprints();
  }

  /** Whether a day was fetched after it had ended. */
  public boolean isFinal(LocalDate day) {
    DayMark mark = days.get(day);
    return mark != null && mark.isFinal(day);
  }

  /** Whether every weekday of the window was fetched after the day. */
  public boolean isComplete() {
    return !days.isEmpty()
        && TradingDays.between(place.window().first(), place.window().last()).stream()
            .allMatch(this::isFinal);
  }
}
