package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The daily bars of a ticker.
 *
 * @param at when they were asked for
 * @param bars oldest first
 */
public record Chart(
    String ticker, Instant at, long scannedBytes, BigDecimal dollars, List<DayBar> bars) {
  private static final List<String> COLUMNS =
      List.of("dt", "open", "high", "low", "close", "volume");

  public Chart {
    bars = List.copyOf(bars);
  }

  /** A day's prices in the bar's currency, and its volume in shares. */
  public record DayBar(
      String day, double open, double high, double low, double close, double volume) {}

  /**
   * Reads the answer of the query {@code ticker-bars}; rows without all of its values are left out.
   *
   * @throws IllegalStateException when a column is missing: somebody has changed the query
   */
  static Chart of(String ticker, Answer answer) {
    int[] places = COLUMNS.stream().mapToInt(answer::indexOf).toArray();
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw new IllegalStateException(
            "Query '%s' answers without the column '%s', which the chart needs. Look at ./queries/%s.sql, or remove it."
                .formatted(answer.query(), COLUMNS.get(i), answer.query()));
      }
    }
    List<DayBar> bars = new ArrayList<>();
    for (List<@Nullable String> row : answer.rows()) {
      String day = row.get(places[0]);
      double[] values = new double[places.length];
      boolean whole = day != null;
      for (int i = 1; i < places.length; i++) {
        String text = row.get(places[i]);
        whole &= text != null;
        values[i] = text == null ? Double.NaN : Double.parseDouble(text);
      }
      if (day != null && whole) {
        bars.add(new DayBar(day, values[1], values[2], values[3], values[4], values[5]));
      }
    }
    return new Chart(ticker, answer.at(), answer.scannedBytes(), answer.dollars(), bars);
  }
}
