package io.ticklake.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the packaged queries must answer of known bars, computed without any SQL. */
final class ExpectedAnswers {
  private final KnownBars bars;

  ExpectedAnswers(KnownBars bars) {
    this.bars = bars;
  }

  List<List<@Nullable Object>> dailySummary(int days) {
    Map<LocalDate, List<DailyBar>> byDay = new TreeMap<>(Comparator.reverseOrder());
    Map<LocalDate, List<Double>> changes = new TreeMap<>();
    for (TreeMap<LocalDate, DailyBar> series : bars.latest(days).values()) {
      for (DailyBar bar : series.values()) {
        byDay.computeIfAbsent(bar.day(), day -> new ArrayList<>()).add(bar);
        var before = series.lowerEntry(bar.day());
        if (before != null) {
          changes
              .computeIfAbsent(bar.day(), day -> new ArrayList<>())
              .add(100 * (bar.close() / before.getValue().close() - 1));
        }
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byDay.forEach(
        (day, all) -> {
          List<Double> moves = changes.getOrDefault(day, List.of());
          rows.add(
              Arrays.asList(
                  day,
                  all.size(),
                  all.stream().mapToLong(DailyBar::volume).sum(),
                  moves.stream().filter(move -> move > 0).count(),
                  moves.stream().filter(move -> move < 0).count(),
                  moves.isEmpty() ? null : rounded(average(moves), 3)));
        });
    return rows;
  }

  List<List<@Nullable Object>> topMovers(int days, int top) {
    LocalDate last = lastDay(days);
    Map<DailyBar, DailyBar> pairs = new java.util.HashMap<>();
    for (TreeMap<LocalDate, DailyBar> series : bars.latest(days).values()) {
      var before = series.lowerEntry(last);
      if (series.containsKey(last) && before != null) {
        pairs.put(series.get(last), before.getValue());
      }
    }
    List<DailyBar> sorted =
        pairs.keySet().stream()
            .sorted(Comparator.comparingDouble(bar -> -bar.close() / pairs.get(bar).close()))
            .toList();
    List<DailyBar> gains =
        sorted.stream().filter(bar -> bar.close() > pairs.get(bar).close()).limit(top).toList();
    List<DailyBar> losses =
        new ArrayList<>(
            sorted.stream().filter(bar -> bar.close() < pairs.get(bar).close()).toList());
    Collections.reverse(losses);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (DailyBar bar : sorted) {
      if (gains.contains(bar) || losses.indexOf(bar) >= 0 && losses.indexOf(bar) < top) {
        double before = pairs.get(bar).close();
        double change = rounded(100 * (bar.close() / before - 1), 2);
        rows.add(Arrays.asList(last, bar.ticker(), before, bar.close(), change, bar.volume()));
      }
    }
    return rows;
  }

  List<List<@Nullable Object>> tickerBars(String ticker) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (DailyBar bar : bars.latest().get(ticker).values()) {
      // The lake of this test has the close as the open.
      rows.add(
          Arrays.asList(bar.day(), bar.close(), bar.high(), bar.low(), bar.close(), bar.volume()));
    }
    return rows;
  }

  List<List<@Nullable Object>> freshness() {
    DailyBar latest =
        Collections.max(
            bars.versions, Comparator.comparing(DailyBar::day).thenComparing(DailyBar::second));
    long days = bars.versions.stream().map(DailyBar::day).distinct().count();
    return List.of(Arrays.asList(latest.day(), latest.ingestedAt(), days, bars.versions.size()));
  }

  List<List<@Nullable Object>> rowsByDay(int days) {
    Map<LocalDate, List<DailyBar>> byDay = new TreeMap<>(Comparator.reverseOrder());
    bars.versions.stream()
        .filter(bar -> !bar.day().isBefore(bars.today.minusDays(days)))
        .forEach(bar -> byDay.computeIfAbsent(bar.day(), day -> new ArrayList<>()).add(bar));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byDay.forEach(
        (day, all) -> {
          long tickers = all.stream().map(DailyBar::ticker).distinct().count();
          rows.add(Arrays.asList(day, all.size(), tickers, all.size() - tickers));
        });
    return rows;
  }

  List<List<@Nullable Object>> duplicates(int days) {
    Map<List<Object>, List<DailyBar>> versions =
        bars.versions.stream()
            .filter(bar -> !bar.day().isBefore(bars.today.minusDays(days)))
            .collect(Collectors.groupingBy(bar -> List.of(bar.ticker(), bar.day())));
    return versions.values().stream()
        .filter(all -> all.size() > 1)
        .map(all -> all.stream().sorted(Comparator.comparingInt(DailyBar::second)).toList())
        .sorted(
            Comparator.comparing((List<DailyBar> all) -> all.get(all.size() - 1).ingestedAt())
                .reversed())
        .map(ExpectedAnswers::duplicate)
        .toList();
  }

  private static List<@Nullable Object> duplicate(List<DailyBar> all) {
    DailyBar last = all.get(all.size() - 1);
    return Arrays.asList(
        "day",
        last.ticker(),
        last.day() + " 21:00:00.000",
        all.size(),
        all.stream().map(DailyBar::close).distinct().count(),
        all.get(0).close(),
        last.close(),
        last.ingestedAt());
  }

  List<List<@Nullable Object>> gaps(int days) {
    Map<String, TreeMap<LocalDate, DailyBar>> latest = bars.latest(days);
    TreeSet<LocalDate> traded = new TreeSet<>();
    latest.values().forEach(series -> traded.addAll(series.keySet()));
    Map<String, List<LocalDate>> missing = new TreeMap<>();
    latest.forEach(
        (ticker, series) -> {
          List<LocalDate> absent = new ArrayList<>(traded.tailSet(series.firstKey()));
          absent.removeAll(series.keySet());
          missing.put(ticker, absent);
        });
    missing.put(
        "(all)",
        traded
            .first()
            .datesUntil(traded.last())
            .filter(KnownBars::isWeekday)
            .filter(day -> !traded.contains(day))
            .toList());
    return missing.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .sorted(
            Comparator.comparing((Map.Entry<String, List<LocalDate>> e) -> -e.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .map(
            e -> {
              List<@Nullable Object> row = new ArrayList<>();
              row.add(e.getKey());
              row.add(e.getValue().size());
              row.add(Collections.min(e.getValue()));
              row.add(Collections.max(e.getValue()));
              return row;
            })
        .toList();
  }

  List<List<@Nullable Object>> movingAverages(int days, int shortCloses, int longCloses) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    bars.latest(days)
        .forEach(
            (ticker, series) -> {
              List<Double> closes = closes(series);
              Double brief = lastAverage(closes, shortCloses);
              Double wide = lastAverage(closes, longCloses);
              rows.add(
                  Arrays.asList(
                      ticker,
                      series.lastKey(),
                      closes.get(closes.size() - 1),
                      brief == null ? null : (Object) rounded(brief, 4),
                      wide == null ? null : (Object) rounded(wide, 4),
                      brief == null || wide == null ? null : brief > wide ? "rising" : "falling"));
            });
    return rows;
  }

  private static @Nullable Double lastAverage(List<Double> closes, int count) {
    return closes.size() < count
        ? null
        : (Double) average(closes.subList(closes.size() - count, closes.size()));
  }

  List<List<@Nullable Object>> volatility(int days, int top) {
    Map<Double, List<@Nullable Object>> byDeviation = new TreeMap<>(Comparator.reverseOrder());
    bars.latest(days)
        .forEach(
            (ticker, series) -> {
              List<Double> closes = closes(series);
              List<Double> returns = new ArrayList<>();
              for (int i = 1; i < closes.size(); i++) {
                returns.add(Math.log(closes.get(i)) - Math.log(closes.get(i - 1)));
              }
              double mean = average(returns);
              double squares = returns.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
              double deviation = Math.sqrt(squares / (returns.size() - 1));
              List<Double> ranges =
                  series.values().stream().map(b -> (b.high() - b.low()) / b.close()).toList();
              byDeviation.put(
                  deviation,
                  Arrays.asList(
                      ticker,
                      returns.size(),
                      rounded(100 * Math.sqrt(252) * deviation, 2),
                      rounded(100 * average(ranges), 2)));
            });
    return byDeviation.values().stream().limit(top).toList();
  }

  List<List<@Nullable Object>> volumeLeaders(int days, int top) {
    LocalDate last = lastDay(days);
    Map<String, TreeMap<LocalDate, DailyBar>> latest = bars.latest(days);
    double total =
        latest.values().stream()
            .filter(series -> series.containsKey(last))
            .mapToDouble(series -> turnover(series.get(last)))
            .sum();
    return latest.values().stream()
        .filter(series -> series.containsKey(last))
        .sorted(Comparator.comparingDouble(series -> -turnover(series.get(last))))
        .limit(top)
        .map(
            series -> {
              DailyBar bar = series.get(last);
              double usual =
                  series.values().stream().mapToLong(DailyBar::volume).average().orElseThrow();
              List<@Nullable Object> row = new ArrayList<>();
              row.addAll(Arrays.asList(last, bar.ticker(), bar.volume()));
              row.add(Math.round(turnover(bar)));
              row.add(rounded(100 * turnover(bar) / total, 2));
              row.add(rounded(bar.volume() / usual, 2));
              return row;
            })
        .toList();
  }

  private static double turnover(DailyBar bar) {
    Double price = bar.vwap();
    return bar.volume() * (price == null ? bar.close() : price);
  }

  private LocalDate lastDay(int days) {
    return bars.latest(days).values().stream()
        .map(TreeMap::lastKey)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<Double> closes(TreeMap<LocalDate, DailyBar> series) {
    return series.values().stream().map(DailyBar::close).toList();
  }

  private static double average(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  static double rounded(double value, int places) {
    double scale = Math.pow(10, places);
    return Math.round(value * scale) / scale;
  }
}
