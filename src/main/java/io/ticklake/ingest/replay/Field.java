package io.ticklake.ingest.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a column may mean, and the names that files give it. Case, spaces and signs in a name do not
 * count; of several columns with one meaning the earliest name of its list wins.
 */
public enum Field {
  TICKER("ticker", "symbol", "sym", "instrument", "code", "index", "name"),
  DATE("date", "day", "tradedate", "tradingday", "tradingdate"),
  TIME("timestamp", "datetime", "windowstart", "time", "epoch"),
  OPEN("open", "o", "openprice", "priceopen"),
  HIGH("high", "h", "highprice", "dayhigh"),
  LOW("low", "l", "lowprice", "daylow"),
  CLOSE("close", "c", "closelast", "closeprice", "last", "lastprice"),
  ADJ_CLOSE("adjclose", "adjustedclose", "adjclosing"),
  CLOSE_USD("closeusd"),
  VOLUME("volume", "v", "vol", "sharevolume"),
  VWAP("vwap", "vw", "averageprice"),
  TRANSACTIONS("transactions", "n", "trades", "tradecount", "numberoftrades"),
  TIMESPAN("timespan"),
  OTC("otc"),
  ADJUSTED("adjusted");

  /** Those without which there is no bar, beside a ticker and a day. */
  static final List<Field> PRICES = List.of(OPEN, HIGH, LOW, CLOSE, VOLUME);

  // ",open,o,"
  private final String names;

  Field(String... names) {
    this.names = "," + String.join(",", names) + ",";
  }

  /** As {@code --map} calls it: {@code adj_close}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every name that {@code --map} knows. */
  public static String all() {
    return Arrays.stream(values()).map(Field::text).collect(Collectors.joining(", "));
  }

  /** The field that {@code --map} names. */
  public static Optional<Field> named(String text) {
    return Arrays.stream(values())
        .filter(field -> field.text().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** What a column of this name means, if it is known. */
  static Optional<Field> ofColumn(String column) {
    // The market's own short names: there T is the ticker and t the time.
    if (column.equals("T")) {
      return Optional.of(TICKER);
    }
    if (column.equals("t")) {
      return Optional.of(TIME);
    }
    String name = plain(column);
    return Arrays.stream(values()).filter(field -> field.isCalled(name)).findFirst();
  }

  /** How good a name for this field it is; lower is better. */
  int rank(String column) {
    return Math.max(0, names.indexOf("," + plain(column) + ","));
  }

  private boolean isCalled(String name) {
    return names.contains("," + name + ",");
  }

  private static String plain(String column) {
    return column.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
  }
}
