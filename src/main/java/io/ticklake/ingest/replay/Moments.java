package io.ticklake.ingest.replay;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a row's moment: one column with all of it, or a date and a time of day. */
final class Moments {
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\d{1,2}:\\d{2}.*");

  private final DateText dates;

  Moments(DateText dates) {
    this.dates = dates;
  }

  /** The text that says the row's date, null when there is none. */
  static @Nullable String text(Cells cells) {
    String time = cells.get(Field.TIME);
    String date = cells.get(Field.DATE);
    if (time == null || date == null) {
      return time == null ? date : time;
    }
    return TIME_OF_DAY.matcher(time).matches() ? date + " " + time : time;
  }

  /** The row's moment, null when it says none. */
  @Nullable Moment find(Cells cells) throws UnreadableRowException {
    String text = text(cells);
    if (text == null) {
      return null;
    }
    String date = cells.get(Field.DATE);
    Field column = cells.get(Field.TIME) == null ? Field.DATE : Field.TIME;
    Moment moment = dates.read(cells.name(column), text);
    // Where both are given in full, the date is the trading day.
    return date == null || column == Field.DATE || text.startsWith(date)
        ? moment
        : moment.withDate(dates.read(cells.name(Field.DATE), date).date());
  }
}
