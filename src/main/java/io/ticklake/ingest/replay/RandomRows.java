package io.ticklake.ingest.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows at random, for ever, any of them again and again. Of a file with very many rows an even
 * choice is held in memory and drawn from.
 */
public final class RandomRows implements RowStream {
  // Some 30 MB of usual rows.
  private static final int MOST = 200_000;

  private final SplittableRandom random;
  private final List<GoodRow> held = new ArrayList<>();

  /**
   * Chooses.
   *
   * @param seed the same one gives the same rows again
   */
  public RandomRows(ReplayFile file, long seed) throws IOException {
    this(file, seed, MOST);
  }

  RandomRows(ReplayFile file, long seed, int most) throws IOException {
    this.random = new SplittableRandom(seed);
    try (RowStream rows = file.rows()) {
      long seen = 0;
      for (ReadRow row = rows.next(); row != null; row = rows.next()) {
        if (row instanceof GoodRow good) {
          seen++;
          hold(good, seen, most);
        }
      }
    }
  }

  // Algorithm R of Vitter: each row seen so far is held with the same chance.
  private void hold(GoodRow row, long seen, int most) {
    if (held.size() < most) {
      held.add(row);
      return;
    }
    long place = random.nextLong(seen);
    if (place < most) {
      held.set((int) place, row);
    }
  }

  @Override
  public @Nullable ReadRow next() {
    return held.isEmpty() ? null : held.get(random.nextInt(held.size()));
  }

  @Override
  public void close() {
    held.clear();
  }
}
