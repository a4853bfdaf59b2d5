package io.ticklake.embedded.market;

import io.ticklake.embedded.market.feed.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the feed tells of one session. */
final class FeedSession {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SECOND_MILLIS = 1000;
  // A bar's last correction comes no later after its start.
  private static final Duration LATEST_MINUTE = Duration.ofMinutes(17);
  private static final Duration LATEST_SECOND = Duration.ofSeconds(1).plus(LateTrades.LAG);

  private final Session session;
  private final List<FeedDay> days;
  private final LateTrades late;
  private final SecondBars seconds;

  FeedSession(Session session, List<FeedDay> days, LateTrades late, SecondBars seconds) {
    this.session = session;
    this.days = List.copyOf(days);
    this.late = late;
    this.seconds = seconds;
  }

  Session session() {
    return session;
  }

  /** When the last of it has been told. */
  static Instant end(Session session) {
    return session.close().plus(LATEST_MINUTE);
  }

  /** In the order of telling: by time, then by symbol. */
  List<Happening> between(Instant after, Instant upTo, Predicate<String> wanted) {
    List<Timed> all = new ArrayList<>();
    // Bars come at full minutes or seconds, and looks are much more frequent.
    boolean minuteEnds = floor(knownBefore(upTo)) > floor(knownBefore(after));
    if (minuteEnds && wanted.test("AM")) {
      each(after.minus(LATEST_MINUTE), upTo, this::addMinute, all);
    }
    boolean secondEnds = upTo.getEpochSecond() > after.getEpochSecond();
    if (secondEnds && wanted.test("A")) {
      each(after.minus(LATEST_SECOND), upTo, this::addSeconds, all);
    }
    return all.stream()
        .filter(one -> one.at().isAfter(after) && !one.at().isAfter(upTo))
        .sorted(Comparator.comparing(Timed::at))
        .map(one -> one.happening().get())
        .toList();
  }

  private void each(
      Instant from, Instant to, BiConsumer<FeedBar, List<Timed>> add, List<Timed> all) {
    long first = Math.max(session.open().toEpochMilli(), floor(from));
    long stop = Math.min(session.close().toEpochMilli(), to.toEpochMilli());
    for (long start = first; start < stop; start += MINUTE_MILLIS) {
      for (FeedDay day : days) {
        day.at(start).ifPresent(bar -> add.accept(bar, all));
      }
    }
  }

  private void addMinute(FeedBar full, List<Timed> all) {
    Bar bar = full.bar();
    var correction = late.correctedAt(full.ticker().symbol(), bar);
    FeedBar first = correction.isPresent() ? full.with(LateTrades.early(bar)) : full;
    all.add(told(LateTrades.knownAt(bar), "AM", first, MINUTE_MILLIS));
    correction.ifPresent(at -> all.add(told(at, "AM", full, MINUTE_MILLIS)));
  }

  private void addSeconds(FeedBar full, List<Timed> all) {
    for (Bar second : seconds.of(full.ticker().symbol(), full.bar())) {
      Instant at = Instant.ofEpochMilli(second.start()).plus(LATEST_SECOND);
      all.add(told(at, "A", full.with(second), SECOND_MILLIS));
    }
  }

  private static Timed told(Instant at, String channel, FeedBar bar, long millis) {
    return new Timed(
        at, () -> new Happening(channel, bar.ticker().symbol(), bar.json(channel, millis)));
  }

  private static Instant knownBefore(Instant time) {
    return time.minus(LateTrades.LAG);
  }

  private static long floor(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  /** The text is made only of what is really told now. */
  private record Timed(Instant at, Supplier<Happening> happening) {}
}
