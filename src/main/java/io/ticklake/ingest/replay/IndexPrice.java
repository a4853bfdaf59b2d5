package io.ticklake.ingest.replay;

import io.ticklake.ingest.DecimalText;
import java.time.LocalDate;
import java.util.List;

/**
 * A row of the file: one index on one day.
 *
 * @param index as in the file, for example {@code HSI}
 * @param numbers in the order of {@link #NUMBERS}
 */
public record IndexPrice(String index, LocalDate date, List<Double> numbers) {
  /** Their names of the numbers on Kafka. */
  static final List<String> NUMBERS =
      List.of("open", "high", "low", "close", "adj_close", "volume", "close_usd");

  public IndexPrice {
    numbers = List.copyOf(numbers);
  }

  /** The row as one JSON object. Index names are letters and digits, checked when read. */
  String json() {
    StringBuilder text =
        new StringBuilder(192)
            .append("{\"index\":\"")
            .append(index)
            .append("\",\"date\":\"")
            .append(date)
            .append('"');
    for (int i = 0; i < NUMBERS.size(); i++) {
      text.append(",\"")
          .append(NUMBERS.get(i))
          .append("\":")
          .append(DecimalText.of(numbers.get(i)));
    }
    return text.append('}').toString();
  }
}
