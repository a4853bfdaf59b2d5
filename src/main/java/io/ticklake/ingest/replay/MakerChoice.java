package io.ticklake.ingest.replay;

import io.ticklake.model.Timespan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides from what was said and from the first rows of a file what becomes of its rows. */
final class MakerChoice {
  // The exchange's: it decides what a trading day is.
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private final FileForm form;
  private final FileStart start;
  private final ZoneId zone;
  private final String file;

  MakerChoice(FileForm form, FileStart start, String file) {
    this.form = form;
    this.start = start;
    this.file = file;
    // A market's files speak its own time; our JSON holds UTC.
    this.zone = form.zone().orElse(start.columns().isPresent() ? EASTERN : ZoneOffset.UTC);
  }

  /** Bars where the file has what a bar needs, unless it calls the ticker an index. */
  Shape shape() {
    if (form.shape().isPresent()) {
      return form.shape().get();
    }
    boolean index = has(Field.TICKER) && name(Field.TICKER).equalsIgnoreCase("index");
    if (index) {
      return Shape.ROWS;
    }
    if (!missing().isEmpty()) {
      throw new IllegalArgumentException(
          "a bar needs %s, which are not among its columns %s. Say which columns they are (--map open=Column), or --as rows to send the rows as they are"
              .formatted(String.join(", ", missing()), names()));
    }
    return Shape.BARS;
  }

  /** What a bar needs and the file lacks. */
  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (form.ticker().isEmpty() && !has(Field.TICKER)) {
      missing.add("ticker (or --ticker)");
    }
    if (!has(Field.DATE) && !has(Field.TIME)) {
      missing.add("date");
    }
    Field.PRICES.stream().filter(field -> !has(field)).map(Field::text).forEach(missing::add);
    return missing;
  }

  private boolean has(Field field) {
    return start.columns().isPresent()
        ? start.columns().get().has(field)
        : start.sample().stream().anyMatch(row -> row.get(field) != null);
  }

  private String name(Field field) {
    return start
        .columns()
        .<Cells>map(columns -> new CsvCells(columns, columns.headers()))
        .or(() -> start.sample().stream().findFirst())
        .map(row -> row.name(field))
        .orElse(field.text());
  }

  private List<String> names() {
    return start.columns().map(Columns::headers).orElse(List.of("(of JSON objects)"));
  }

  /** What makes the records. */
  RowMaker maker(Shape shape, Instant now) {
    DateText dates = dates(shape == Shape.BARS ? EASTERN : zone);
    Moments moments = new Moments(dates);
    String ticker = form.ticker().orElse(null);
    if (shape == Shape.BARS) {
      if (!missing().isEmpty()) {
        throw new IllegalArgumentException(
            "a bar needs %s, which are not among its columns %s"
                .formatted(String.join(", ", missing()), names()));
      }
      return new BarMaker(moments, zone, ticker, length(moments), "replay of " + file, now);
    }
    return start
        .columns()
        .<RowMaker>map(
            columns ->
                new CsvRowMaker(
                    columns,
                    form.numbers(),
                    dates,
                    new FileClock(zone, first(moments).map(Moment::hasTime).orElse(false)),
                    ticker))
        .orElseGet(() -> new JsonRowMaker(moments, ticker));
  }

  private DateText dates(ZoneId dayZone) {
    return form.dateFormat()
        .map(pattern -> DateText.of(pattern, zone, dayZone))
        .orElseGet(
            () ->
                DateOrder.of(
                    start.sample().stream().flatMap(MakerChoice::date).toList(), zone, dayZone));
  }

  private static Stream<String> date(Cells row) {
    return Stream.ofNullable(Moments.text(row));
  }

  private BarMaker.Length length(Moments moments) {
    if (form.timespan().isPresent()) {
      return new BarMaker.Length(form.timespan().get(), false);
    }
    boolean minute = first(moments).map(moment -> BarMaker.isWithinDay(moment, zone)).orElse(false);
    return new BarMaker.Length(minute ? Timespan.MINUTE : Timespan.DAY, true);
  }

  private Optional<Moment> first(Moments moments) {
    for (Cells row : start.sample()) {
      try {
        return Optional.ofNullable(moments.find(row));
      } catch (UnreadableRowException e) {
        // A bad date says nothing of the others.
      }
    }
    return Optional.empty();
  }
}
