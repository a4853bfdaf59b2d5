package io.ticklake.ingest.replay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ticklake.ingest.DecimalText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends rows of a CSV file as they are: each column under its name, numbers and dates typed. */
final class CsvRowMaker implements RowMaker {
  private static final Set<Field> REQUIRED =
      EnumSet.of(
          Field.OPEN,
          Field.HIGH,
          Field.LOW,
          Field.CLOSE,
          Field.ADJ_CLOSE,
          Field.CLOSE_USD,
          Field.VOLUME);
  private static final Set<Field> OPTIONAL = EnumSet.of(Field.VWAP, Field.TRANSACTIONS);

  // As Glue and Athena read a timestamp.
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Columns columns;
  private final List<Kind> kinds;
  private final DateText dates;
  private final FileClock clock;
  private final @Nullable String ticker;

  private enum Kind {
    MOMENT,
    NUMBER,
    PERHAPS_NUMBER,
    TEXT
  }

  /**
   * @param numbers further columns that hold numbers
   * @param ticker key of every row, null when a column says it
   */
  CsvRowMaker(
      Columns columns,
      Set<String> numbers,
      DateText dates,
      FileClock clock,
      @Nullable String ticker) {
    this.columns = columns;
    this.kinds = kinds(columns, numbers);
    this.dates = dates;
    this.clock = clock;
    this.ticker = ticker;
  }

  private static List<Kind> kinds(Columns columns, Set<String> numbers) {
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < columns.headers().size(); i++) {
      kinds.add(kind(columns, i, numbers));
    }
    return kinds;
  }

  private static Kind kind(Columns columns, int place, Set<String> numbers) {
    Field moment = columns.has(Field.DATE) ? Field.DATE : Field.TIME;
    for (var field : columns.fields().entrySet()) {
      if (field.getValue() == place) {
        if (field.getKey() == moment) {
          return Kind.MOMENT;
        }
        if (REQUIRED.contains(field.getKey())) {
          return Kind.NUMBER;
        }
        if (OPTIONAL.contains(field.getKey())) {
          return Kind.PERHAPS_NUMBER;
        }
      }
    }
    boolean said =
        numbers.contains(columns.headers().get(place))
            || numbers.contains(columns.names().get(place));
    return said ? Kind.PERHAPS_NUMBER : Kind.TEXT;
  }

  @Override
  public Made make(Cells row) throws UnreadableRowException {
    CsvCells cells = (CsvCells) row;
    Moment moment = null;
    List<String> values = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      String text = cells.values().get(i);
      String header = columns.headers().get(i);
      switch (kinds.get(i)) {
        case MOMENT -> {
          moment = checked(header, dates.read(header, text));
          values.add("");
        }
        case NUMBER -> values.add(price(header, text));
        case PERHAPS_NUMBER -> values.add(number(header, text));
        case TEXT -> values.add(text.isEmpty() ? "" : quoted(text));
      }
    }
    checkRange(cells);
    String key =
        columns.has(Field.TICKER) || ticker != null ? BarMaker.ticker(cells, ticker) : null;
    Moment of = moment;
    return new Made(of, days -> message(key, of, days, values));
  }

  // A column must not be a date in one row and a time in the next.
  private Moment checked(String header, Moment moment) throws UnreadableRowException {
    if (moment.hasTime() != clock.hasTimes()) {
      throw new UnreadableRowException(
          "%s has %s, the first row %s"
              .formatted(
                  header,
                  moment.hasTime() ? "a time of day" : "no time of day",
                  clock.hasTimes() ? "has one" : "has none"));
    }
    return moment;
  }

  private static String price(String header, String text) throws UnreadableRowException {
    double value = NumberText.read(header, text);
    PriceCheck.notNegative(header, value);
    return DecimalText.of(value);
  }

  private static String number(String header, String text) throws UnreadableRowException {
    Double value = NumberText.optional(header, text);
    return value == null ? "" : DecimalText.of(value);
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  private void checkRange(CsvCells cells) throws UnreadableRowException {
    if (columns.has(Field.HIGH) && columns.has(Field.LOW)) {
      PriceCheck.range(
          NumberText.read(cells.name(Field.HIGH), cells.get(Field.HIGH)),
          NumberText.read(cells.name(Field.LOW), cells.get(Field.LOW)));
    }
  }

  private ReplayMessage message(
      @Nullable String key, @Nullable Moment moment, long days, List<String> values) {
    Moment moved = moment == null ? null : moment.plusDays(days, clock.zone());
    StringBuilder json = new StringBuilder(192).append('{');
    for (int i = 0; i < values.size(); i++) {
      String value =
          kinds.get(i) == Kind.MOMENT && moved != null ? "\"" + text(moved) + "\"" : values.get(i);
      // What is not there is left out.
      if (!value.isEmpty()) {
        json.append(json.length() > 1 ? "," : "")
            .append(quoted(columns.names().get(i)))
            .append(':')
            .append(value);
      }
    }
    return new ReplayMessage(
        key, moved == null ? null : moved.date(), null, json.append('}').toString());
  }

  private static String text(Moment moment) {
    return moment.hasTime() ? TIMESTAMP.format(moment.instant()) : moment.date().toString();
  }
}
