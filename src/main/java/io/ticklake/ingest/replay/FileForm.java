package io.ticklake.ingest.replay;

import io.ticklake.model.Timespan;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is said about a file; what is not said is found out from the file.
 *
 * @param columns names of the columns that hold these fields
 * @param numbers further columns whose values are numbers
 * @param delimiter between columns
 * @param dateFormat pattern of dates and times, as java.time has them
 * @param zone of times without an offset
 * @param ticker of every row, when no column says it
 */
public record FileForm(
    Optional<Shape> shape,
    Map<Field, String> columns,
    Set<String> numbers,
    Optional<Character> delimiter,
    Optional<String> dateFormat,
    Optional<ZoneId> zone,
    Optional<Charset> encoding,
    Optional<String> ticker,
    Optional<Timespan> timespan) {
  public FileForm {
    columns = Map.copyOf(columns);
    numbers = Set.copyOf(numbers);
  }

  /** Nothing is said. */
  public static FileForm found() {
    return new FileForm(
        Optional.empty(),
        Map.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
