package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.SetAside;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The row that is being read: the market's short names, each absent, a value, or a mistake. One
 * object for all rows of a page, for one thread. NaN stands for a number that is absent: the market
 * does so, too.
 */
final class BarRow {
  // Above it a double cannot tell whole numbers apart.
  private static final double LARGEST_WHOLE = 1L << 53;

  private final BarFrame frame;
  private final TradeDays days = new TradeDays();
  private @Nullable String ticker;
  private @Nullable Long time;
  private double open;
  private double high;
  private double low;
  private double close;
  private double volume;
  private double vwap;
  private @Nullable Long transactions;
  private @Nullable Boolean otc;
  private @Nullable String mistake;

  BarRow(BarFrame frame) {
    this.frame = frame;
  }

  /** Reads the value that the parser stands at; afterwards the parser stands at its end. */
  void read(JsonParser json) throws IOException {
    clear();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      mistake = "it is not an object";
      json.skipChildren();
      json.finishToken();
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      field(name, json);
      json.skipChildren();
    }
  }

  private void clear() {
    ticker = frame.ticker();
    time = null;
    open = Double.NaN;
    high = Double.NaN;
    low = Double.NaN;
    close = Double.NaN;
    volume = Double.NaN;
    vwap = Double.NaN;
    transactions = null;
    otc = null;
    mistake = null;
  }

  @Nullable String ticker() {
    return ticker;
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "T" -> ticker = text(json);
      case "t" -> time = whole(name, json);
      case "o" -> open = number(name, json);
      case "h" -> high = number(name, json);
      case "l" -> low = number(name, json);
      case "c" -> close = number(name, json);
      case "v" -> volume = number(name, json);
      case "vw" -> vwap = number(name, json);
      case "n" -> transactions = whole(name, json);
      case "otc" -> otc = flag(json);
      default -> {} // fields that later versions of the API add
    }
  }

  private @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING && !json.getText().isBlank()) {
      return json.getText();
    }
    mistake("T", json, "a ticker");
    return null;
  }

  // What no double can hold counts as absent.
  private double number(String name, JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      mistake(name, json, "a number");
      return Double.NaN;
    }
    double value = json.getDoubleValue();
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private @Nullable Long whole(String name, JsonParser json) throws IOException {
    try {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return json.getLongValue();
      }
    } catch (InputCoercionException e) {
      mistake(name, json, "a whole number of 64 bits");
      return null;
    }
    double value = number(name, json);
    if (Double.isNaN(value)) {
      return null;
    }
    if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE) {
      mistake(name, json, "a whole number");
      return null;
    }
    return (long) value;
  }

  private @Nullable Boolean flag(JsonParser json) throws IOException {
    if (json.currentToken().isBoolean()) {
      return json.getBooleanValue();
    }
    mistake("otc", json, "true or false");
    return null;
  }

  private void mistake(String name, JsonParser json, String wanted) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL && mistake == null) {
      String found = json.currentToken().isScalarValue() ? json.getText() : "a structure";
      mistake = "'%s' is '%s', not %s".formatted(name, found, wanted);
    }
  }

  /**
   * The bar of this row.
   *
   * @throws SetAside when something is missing or wrong
   */
  Bar bar() {
    if (mistake != null) {
      throw unreadable(mistake);
    }
    long millis = present("t", time);
    return new Bar(
        present("T", ticker),
        frame.timespan(),
        Instant.ofEpochMilli(millis),
        tradeDate(millis),
        present("o", open),
        present("h", high),
        present("l", low),
        present("c", close),
        present("v", volume),
        Double.isNaN(vwap) ? null : Double.valueOf(vwap),
        transactions,
        otc,
        frame.adjusted(),
        frame.source(),
        frame.ingestedAt());
  }

  private LocalDate tradeDate(long millis) {
    LocalDate date = days.of(millis);
    if (!frame.covers(date)) {
      throw unreadable("its time 't' is of %s, %s".formatted(date, frame.asked()));
    }
    return date;
  }

  private <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private double present(String name, double value) {
    if (Double.isNaN(value)) {
      throw missing(name);
    }
    return value;
  }

  private SetAside missing(String name) {
    return unreadable("'" + name + "' is missing");
  }

  private SetAside unreadable(String why) {
    return new SetAside(
        ErrorCode.BAR_UNREADABLE,
        "Cannot read the row of %s: %s."
            .formatted(ticker == null ? "an unnamed ticker" : "'" + ticker + "'", why));
  }
}
