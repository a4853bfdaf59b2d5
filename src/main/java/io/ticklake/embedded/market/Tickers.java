package io.ticklake.embedded.market;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The symbols that the market lists, in order of symbol: {@code tickers.csv} of this package.
 * Symbols, names and exchanges are the real ones of the S&amp;P 500 and some others (lists of
 * datahub.io, public domain); only the prices are made up.
 */
final class Tickers {
  private static final String FILE = "tickers.csv";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final SortedMap<String, Ticker> bySymbol;

  private Tickers(List<Ticker> tickers) {
    SortedMap<String, Ticker> map = new TreeMap<>();
    tickers.forEach(ticker -> map.put(ticker.symbol(), ticker));
    bySymbol = Collections.unmodifiableSortedMap(map);
  }

  static Tickers load() {
    try (InputStream file = Tickers.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new FileNotFoundException(
            "The packaged file %s is missing; build again.".formatted(FILE));
      }
      return read(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read the market's symbols from the packaged file " + FILE, e);
    }
  }

  Collection<Ticker> all() {
    return bySymbol.values();
  }

  /** Case decides: {@code aapl} is not listed. */
  Optional<Ticker> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  private static Tickers read(Reader text) throws IOException {
    List<Ticker> tickers = new ArrayList<>();
    for (CSVRecord row : FORMAT.parse(text)) {
      tickers.add(
          new Ticker(
              row.get("ticker"),
              row.get("name"),
              row.get("primary_exchange"),
              row.get("type"),
              row.get("market")));
    }
    return new Tickers(tickers);
  }
}
