package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.SetAside;
import io.ticklake.model.Bar;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One row of an answer: the market's short names, each absent, a value, or a mistake. */
final class BarRow {
  // Above it a double cannot tell whole numbers apart.
  private static final double LARGEST_WHOLE = 1L << 53;

  private @Nullable String ticker;
  private @Nullable Long time;
  private @Nullable Double open;
  private @Nullable Double high;
  private @Nullable Double low;
  private @Nullable Double close;
  private @Nullable Double volume;
  private @Nullable Double vwap;
  private @Nullable Long transactions;
  private @Nullable Boolean otc;
  private @Nullable String mistake;

  private BarRow() {}

  /** Reads the value that the parser stands at; afterwards the parser stands at its end. */
  static BarRow read(JsonParser json) throws IOException {
    BarRow row = new BarRow();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      row.mistake = "it is not an object";
      json.skipChildren();
      json.finishToken();
      return row;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      row.field(name, json);
      json.skipChildren();
    }
    return row;
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

  // NaN and what no double can hold count as absent.
  private @Nullable Double number(String name, JsonParser json) throws IOException {
    if (!json.currentToken().isNumeric()) {
      mistake(name, json, "a number");
      return null;
    }
    double value = json.getDoubleValue();
    return Double.isFinite(value) ? value : null;
  }

  private @Nullable Long whole(String name, JsonParser json) throws IOException {
    Double value = number(name, json);
    if (value == null) {
      return null;
    }
    try {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return json.getLongValue();
      }
    } catch (InputCoercionException e) {
      mistake(name, json, "a whole number of 64 bits");
      return null;
    }
    if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE) {
      mistake(name, json, "a whole number");
      return null;
    }
    return value.longValue();
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
  Bar bar(MarketPage page) {
    if (mistake != null) {
      throw unreadable(mistake);
    }
    Instant timestamp = Instant.ofEpochMilli(present("t", time));
    LocalDate date = tradeDate(timestamp);
    LocalDate day = page.request().day();
    if (!date.equals(day)) {
      throw unreadable("its time 't' is of %s, the day asked for is %s".formatted(date, day));
    }
    return new Bar(
        present("T", ticker),
        Timespan.DAY,
        timestamp,
        date,
        present("o", open),
        present("h", high),
        present("l", low),
        present("c", close),
        present("v", volume),
        vwap,
        transactions,
        otc,
        page.envelope().adjusted(),
        page.barSource(),
        page.fetchedAt());
  }

  private LocalDate tradeDate(Instant timestamp) {
    try {
      return LocalDate.ofInstant(timestamp, MissedDays.EASTERN);
    } catch (DateTimeException e) {
      throw unreadable("its time 't' is '" + time + "', which is no date");
    }
  }

  private <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw unreadable("'" + name + "' is missing");
    }
    return value;
  }

  private SetAside unreadable(String why) {
    return new SetAside(
        ErrorCode.BAR_UNREADABLE,
        "Cannot read the row of %s: %s."
            .formatted(ticker == null ? "an unnamed ticker" : "'" + ticker + "'", why));
  }
}
