package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that can be told apart: number n is in the ticker, which every format keeps, and in a
 * header, which dead letters keep.
 */
final class Bars {
  static final String NUMBER = "number";
  private static final List<String> DATES = List.of("2026-11-18", "2026-11-19", "2026-11-20");
  private static final Pattern TICKER = Pattern.compile("N(\\d{1,9})");

  private Bars() {}

  /** The bar of this number. */
  static ProducerRecord<byte[], byte[]> bar(String topic, int number) {
    return record(topic, number, ticker(number).getBytes(UTF_8), json(number, ""));
  }

  /**
   * A record with this value.
   *
   * @param key null for none
   * @param value null for none
   */
  static ProducerRecord<byte[], byte[]> record(
      String topic, int number, byte @Nullable [] key, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add("dt", date(number).getBytes(UTF_8));
    record.headers().add("timespan", "minute".getBytes(UTF_8));
    record.headers().add(NUMBER, Integer.toString(number).getBytes(UTF_8));
    return record;
  }

  /**
   * The value of the bar.
   *
   * @param source its field of that name
   */
  static byte[] json(int number, String source) {
    return String.format(
            Locale.ROOT,
            """
            {"ticker":"%s","timespan":"minute","timestamp":"%s 14:31:00.000","trade_date":"%s",\
            "open":%d.25,"high":%d.5,"low":%d.0,"close":%d.125,"volume":1200.0,"transactions":17,\
            "source":"faults%s","ingested_at":"2026-11-21 00:00:00.000"}""",
            ticker(number),
            date(number),
            date(number),
            number % 1000,
            number % 1000 + 1,
            number % 1000,
            number % 1000,
            source)
        .getBytes(UTF_8);
  }

  static String ticker(int number) {
    return "N" + number;
  }

  /** Where it belongs. */
  static String date(int number) {
    return DATES.get(number % DATES.size());
  }

  /** The number of a ticker of ours. */
  static Optional<Integer> number(String ticker) {
    Matcher matcher = TICKER.matcher(ticker);
    return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }
}
