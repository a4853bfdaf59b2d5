package io.ticklake.ingest;

import io.ticklake.ingest.checkpoint.Checkpoint;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.ingest.checkpoint.DayMark;
import io.ticklake.ingest.checkpoint.DaysFetched;
import io.ticklake.ingest.checkpoint.Fingerprints;
import io.ticklake.ingest.checkpoint.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that do not survive. */
final class CheckpointsInMemory implements Checkpoints {
  private final Map<Place, Checkpoint> all = new ConcurrentHashMap<>();

  @Override
  public DaysFetched fetched(Place place) {
    return DaysFetched.of(read(place));
  }

  @Override
  public Checkpoint read(Place place) {
    return all.getOrDefault(place, Checkpoint.nothing(place));
  }

  @Override
  public void write(Checkpoint checkpoint) {
    all.put(checkpoint.place(), checkpoint);
  }

  int size() {
    return all.size();
  }

  /** Says that a day was fetched, without rows. */
  void fetched(BarSeries series, String ticker, String day, String at) {
    LocalDate date = LocalDate.parse(day);
    Place place = series.place(ticker, series.windowOf(date));
    write(read(place).with(Map.of(date, new DayMark(Instant.parse(at), 0, Fingerprints.NONE))));
  }

  /** A day's mark; null when there is none. */
  DayMark mark(BarSeries series, String ticker, String day) {
    LocalDate date = LocalDate.parse(day);
    return read(series.place(ticker, series.windowOf(date))).days().get(date);
  }
}
