package io.ticklake.ingest.generate;

import io.ticklake.model.Timespan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What to make up.
 *
 * @param tickers how many
 * @param days the trading days that bars are spread over
 * @param seed the same one gives the same bars again
 */
public record GeneratorPlan(
    int tickers, List<LocalDate> days, Timespan timespan, long seed, List<SchemaChange> changes) {
  public GeneratorPlan {
    days = List.copyOf(days);
    changes = List.copyOf(changes);
  }

  /** So many weekdays up to and including a date, the oldest first. */
  public static List<LocalDate> weekdaysUpTo(LocalDate last, int count) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = last; days.size() < count; day = day.minusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        days.add(day);
      }
    }
    Collections.reverse(days);
    return days;
  }
}
