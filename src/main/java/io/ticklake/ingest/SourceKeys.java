package io.ticklake.ingest;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one source. All but the tickers are used by its route alone; they are declared
 * here, so that a wrong value is found at start.
 *
 * @param tickers the watch list, if it can have one
 * @param watch what an empty watch list means
 * @param onlyWhileOpen for sources that may pause while nothing is traded
 */
record SourceKeys(
    String source,
    Key<Boolean> enabled,
    Key<Duration> period,
    Optional<Key<Optional<List<String>>>> tickers,
    Watch watch,
    Optional<Key<Boolean>> onlyWhileOpen) {
  /** Which tickers a source asks for. */
  enum Watch {
    ALL,
    SOME,
    SOME_OR_ALL
  }

  /** Of a source that is asked for what has ended, at any hour. */
  static SourceKeys ofHistory(String source, Watch watch) {
    return new SourceKeys(
        source, enabled(source), period(source), tickers(source, watch), watch, Optional.empty());
  }

  /** Of a source of how things stand now. */
  static SourceKeys ofPresent(String source, Watch watch) {
    return new SourceKeys(
        source,
        enabled(source),
        period(source),
        tickers(source, watch),
        watch,
        Optional.of(Key.flag(prefix(source) + "only-while-open")));
  }

  List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(List.of(enabled, period));
    tickers.ifPresent(keys::add);
    onlyWhileOpen.ifPresent(keys::add);
    return keys;
  }

  /** The watch list of these settings, each ticker once. */
  List<String> tickersOf(Settings settings) {
    return tickers.flatMap(settings::get).stream()
        .flatMap(List::stream)
        .filter(ticker -> !ticker.isEmpty())
        .distinct()
        .toList();
  }

  /** What is wrong between them: a source that is on and has nothing to ask for. */
  Optional<String> problem(Settings settings) {
    return tickers
        .filter(key -> watch == Watch.SOME && settings.get(enabled))
        .filter(key -> tickersOf(settings).isEmpty())
        .map(
            key ->
                "Setting '%s' is empty, and '%s' is true: name the tickers, separated by commas."
                    .formatted(key.name(), enabled.name()));
  }

  private static Optional<Key<Optional<List<String>>>> tickers(String source, Watch watch) {
    return watch == Watch.ALL
        ? Optional.empty()
        : Optional.of(Key.list(prefix(source) + "tickers").optional());
  }

  private static Key<Boolean> enabled(String source) {
    return Key.flag(prefix(source) + "enabled");
  }

  private static Key<Duration> period(String source) {
    return Key.duration(prefix(source) + "period", Duration.ofMillis(100), Duration.ofDays(1));
  }

  private static String prefix(String source) {
    return "ticklake.ingest." + source + ".";
  }
}
