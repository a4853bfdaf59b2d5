package io.ticklake.embedded.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Gathers base bars, in the order of the answer, into one bar a window, up to a limit of base bars.
 * For one thread.
 */
final class RangePage {
  private final RangeQuery query;
  private final Windows windows;
  private final List<TickerBar> rows = new ArrayList<>();
  private final List<Bar> members = new ArrayList<>();
  private long window = Long.MIN_VALUE;
  private int baseBars;
  private boolean full;

  RangePage(RangeQuery query) {
    this.query = query;
    windows = query.windows();
  }

  /** Takes a base bar, unless it opens a window that no longer fits: then the page is full. */
  void add(Bar base) {
    long start = windows.startOf(base.start());
    if (start != window) {
      if (baseBars >= query.limit()) {
        full = true;
        return;
      }
      closeWindow();
      window = start;
    }
    members.add(base);
    baseBars++;
  }

  /** Whether a bar was turned away: another page follows. */
  boolean isFull() {
    return full;
  }

  int baseBars() {
    return baseBars;
  }

  /** The finished bars; after the last {@code add}. */
  List<TickerBar> rows() {
    closeWindow();
    return List.copyOf(rows);
  }

  /** The path's last two parts for the next page: the range without what this page covers. */
  String rest() {
    long from = query.from().toEpochMilli();
    long to = query.to().toEpochMilli();
    return query.order() == RangeQuery.Order.OLDEST_FIRST
        ? windows.endOf(window) + "/" + to
        : from + "/" + (window - 1);
  }

  private void closeWindow() {
    if (query.order() == RangeQuery.Order.NEWEST_FIRST) {
      Collections.reverse(members);
    }
    BarSum.of(members)
        .ifPresent(
            bar -> rows.add(new TickerBar(query.listing().ticker(), bar.startingAt(window))));
    members.clear();
  }
}
