package io.ticklake.ingest;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import io.ticklake.ingest.SourceKeys.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the market is asked.
 *
 * @param market its address; an embedded market's address must have been put in its place
 * @param apiKey sent to that address only
 * @param lookbackDays calendar days before today that the first start fetches
 * @param tickers the watch list of each source that has one, by its name
 */
public record IngestConfig(
    MarketAddress market,
    Secret apiKey,
    int requestsPerMinute,
    int lookbackDays,
    Map<String, List<String>> tickers) {
  public static final Key<Endpoint> BASE_URL =
      Key.endpoint(
          "ticklake.market.base-url",
          Pattern.compile("https?://[^/\\s]+/?"),
          "an address such as https://api.massive.com");
  public static final Key<Optional<Secret>> API_KEY =
      Key.secret("ticklake.market.api-key").optional();
  public static final Key<Optional<Path>> API_KEY_FILE =
      Key.path("ticklake.market.api-key-file").optional();
  // The paid plans ask to stay under 100 requests a second.
  public static final Key<Integer> REQUESTS_PER_MINUTE =
      Key.integer("ticklake.market.requests-per-minute", 1, 6000);
  public static final Key<Integer> LOOKBACK_DAYS =
      Key.integer("ticklake.ingest.lookback-days", 0, 3660);

  private static final List<SourceKeys> SOURCES =
      List.of(
          SourceKeys.ofHistory(BarSeries.GROUPED_DAILY.source(), Watch.ALL),
          SourceKeys.ofHistory(BarSeries.DAY_RANGE.source(), Watch.SOME),
          SourceKeys.ofHistory(BarSeries.MINUTE_RANGE.source(), Watch.SOME),
          SourceKeys.ofHistory(BarSeries.PREVIOUS_CLOSE.source(), Watch.SOME),
          SourceKeys.ofPresent(RecordSource.SNAPSHOTS, Watch.SOME_OR_ALL),
          SourceKeys.ofHistory(RecordSource.TICKERS, Watch.ALL),
          SourceKeys.ofPresent(RecordSource.MARKET_STATUS, Watch.ALL));

  public static final List<Key<?>> KEYS =
      Stream.concat(
              Stream.<Key<?>>of(
                  BASE_URL, API_KEY, API_KEY_FILE, REQUESTS_PER_MINUTE, LOOKBACK_DAYS),
              SOURCES.stream().flatMap(source -> source.keys().stream()))
          .toList();

  public IngestConfig {
    tickers = Map.copyOf(tickers);
  }

  /** The same with another budget. */
  public IngestConfig withRequestsPerMinute(int requests) {
    return new IngestConfig(market, apiKey, requests, lookbackDays, tickers);
  }

  /** The watch list of a source, empty when it has none. */
  List<String> tickers(String source) {
    return tickers.getOrDefault(source, List.of());
  }

  /**
   * Reads the settings, and the key's file when it is in one.
   *
   * @throws ConfigurationException when the market's address or its key is missing
   */
  public static IngestConfig from(Settings settings) {
    if (!(settings.get(BASE_URL) instanceof Endpoint.Address address)) {
      throw new ConfigurationException(
          List.of(
              "Setting '%s' still says embedded: the embedded market was not started."
                  .formatted(BASE_URL.name())));
    }
    return new IngestConfig(
        MarketAddress.of(address.text()),
        apiKey(settings, address.text()),
        settings.get(REQUESTS_PER_MINUTE),
        settings.get(LOOKBACK_DAYS),
        SOURCES.stream()
            .collect(Collectors.toMap(SourceKeys::source, source -> source.tickersOf(settings))));
  }

  /**
   * What is wrong between these settings, before anything is started: the key that an address wants
   * (an embedded market makes up its own), and a watch list that is empty.
   */
  public static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    try {
      if (settings.get(BASE_URL) instanceof Endpoint.Address address) {
        var unused = apiKey(settings, address.text());
      }
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    for (SourceKeys source : SOURCES) {
      source.problem(settings).ifPresent(problems::add);
    }
    return problems;
  }

  private static Secret apiKey(Settings settings, String address) {
    Optional<Secret> key = settings.get(API_KEY);
    if (key.isPresent()) {
      return key.get();
    }
    Path file =
        settings
            .get(API_KEY_FILE)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        List.of(
                            "Setting '%s' is missing: the market at '%s' wants a key. Set it, or name a file that holds it in '%s'."
                                .formatted(API_KEY.name(), address, API_KEY_FILE.name()))));
    try {
      String text = Files.readString(file).strip();
      if (!text.isEmpty()) {
        return new Secret(text);
      }
      throw unreadable(file, "it is empty");
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private static ConfigurationException unreadable(Path file, String why) {
    return new ConfigurationException(
        List.of(
            "Setting '%s' = '%s' names a file that holds no key: %s."
                .formatted(API_KEY_FILE.name(), file, why)));
  }
}
