package io.ticklake.ingest.replay;

import io.ticklake.ingest.BarJson;
import io.ticklake.model.Bar;
import io.ticklake.model.Timespan;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes bars. */
final class BarMaker implements RowMaker {
  private static final int MAX_TICKER = 64;
  // Above it a double cannot tell whole numbers apart.
  private static final double LARGEST_WHOLE = 1L << 53;

  private final Moments moments;
  private final ZoneId zone;
  private final @Nullable String ticker;
  private final Length length;
  private final String source;
  private final Instant now;

  /**
   * How long bars last.
   *
   * @param isGuess made from the first row; a row that contradicts is refused then
   */
  record Length(Timespan timespan, boolean isGuess) {}

  /**
   * @param zone of times without an offset
   * @param ticker of every row, null when a column says it
   * @param now when the file was received, for {@code ingested_at}
   */
  BarMaker(
      Moments moments,
      ZoneId zone,
      @Nullable String ticker,
      Length length,
      String source,
      Instant now) {
    this.moments = moments;
    this.zone = zone;
    this.ticker = ticker;
    this.length = length;
    this.source = source;
    this.now = now;
  }

  @Override
  public Made make(Cells cells) throws UnreadableRowException {
    Moment moment = moments.find(cells);
    if (moment == null) {
      throw new UnreadableRowException("Date is missing");
    }
    Bar bar = bar(cells, moment);
    return new Made(moment, days -> message(moved(bar, moment.plusDays(days, zone))));
  }

  private Bar bar(Cells cells, Moment moment) throws UnreadableRowException {
    double high = price(cells, Field.HIGH);
    double low = price(cells, Field.LOW);
    PriceCheck.range(high, low);
    return new Bar(
        ticker(cells, ticker),
        timespan(cells, moment),
        moment.instant(),
        moment.date(),
        price(cells, Field.OPEN),
        high,
        low,
        price(cells, Field.CLOSE),
        price(cells, Field.VOLUME),
        NumberText.optional(cells.name(Field.VWAP), cells.get(Field.VWAP)),
        transactions(cells),
        flag(cells, Field.OTC),
        flag(cells, Field.ADJUSTED),
        source,
        now);
  }

  private static double price(Cells cells, Field field) throws UnreadableRowException {
    double value = NumberText.read(cells.name(field), cells.get(field));
    PriceCheck.notNegative(cells.name(field), value);
    return value;
  }

  /** The row's ticker. */
  static String ticker(Cells cells, @Nullable String ofAll) throws UnreadableRowException {
    String text = ofAll != null ? ofAll : cells.get(Field.TICKER);
    if (text == null) {
      throw new UnreadableRowException("its ticker is missing");
    }
    if (text.length() > MAX_TICKER || text.chars().anyMatch(Character::isISOControl)) {
      throw new UnreadableRowException(
          "%s '%s' is not a ticker".formatted(cells.name(Field.TICKER), text));
    }
    return text;
  }

  private Timespan timespan(Cells cells, Moment moment) throws UnreadableRowException {
    String said = cells.get(Field.TIMESPAN);
    if (said != null) {
      for (Timespan timespan : Timespan.values()) {
        if (timespan.text().equals(said.toLowerCase(Locale.ROOT))) {
          return timespan;
        }
      }
      throw new UnreadableRowException("timespan '" + said + "' is neither day nor minute");
    }
    if (length.isGuess() && !fits(moment)) {
      throw new UnreadableRowException(
          "its time does not fit bars of a %s, for which the first row was taken: say --timespan"
              .formatted(length.timespan().text()));
    }
    return length.timespan();
  }

  private boolean fits(Moment moment) {
    return length.timespan() == Timespan.DAY ? !isWithinDay(moment, zone) : moment.hasTime();
  }

  /** Whether the moment is of a time of day other than midnight. */
  static boolean isWithinDay(Moment moment, ZoneId zone) {
    return moment.hasTime()
        && !moment.instant().atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static @Nullable Long transactions(Cells cells) throws UnreadableRowException {
    String column = cells.name(Field.TRANSACTIONS);
    Double value = NumberText.optional(column, cells.get(Field.TRANSACTIONS));
    if (value == null) {
      return null;
    }
    if (value != Math.rint(value) || value < 0 || value > LARGEST_WHOLE) {
      throw new UnreadableRowException("%s '%s' is not a whole number".formatted(column, value));
    }
    return value.longValue();
  }

  private static @Nullable Boolean flag(Cells cells, Field field) throws UnreadableRowException {
    String text = cells.get(field);
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "y" -> true;
      case "false", "0", "no", "n" -> false;
      default ->
          throw new UnreadableRowException(
              "%s '%s' is neither true nor false".formatted(cells.name(field), text));
    };
  }

  private static Bar moved(Bar bar, Moment to) {
    return new Bar(
        bar.ticker(),
        bar.timespan(),
        to.instant(),
        to.date(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.vwap(),
        bar.transactions(),
        bar.otc(),
        bar.adjusted(),
        bar.source(),
        bar.ingestedAt());
  }

  private static ReplayMessage message(Bar bar) {
    return new ReplayMessage(
        bar.ticker(), bar.tradeDate(), bar.timespan().text(), BarJson.write(bar));
  }
}
