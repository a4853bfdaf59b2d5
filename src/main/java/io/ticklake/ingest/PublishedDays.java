package io.ticklake.ingest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What is on Kafka already. */
final class PublishedDays {
  private final Marks marks;
  private final Clock clock;

  PublishedDays(Marks marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  /** Bean method of the route: whether the page differs from what was published of it last. */
  public boolean lack(PageRecords page) {
    Mark mark = marks.all().get(page.page().request().stateKey());
    int index = page.page().index();
    List<String> digests = mark == null ? List.of() : mark.digests();
    return index >= digests.size() || !digests.get(index).equals(page.digest());
  }

  /**
   * Bean method of the route, called when Kafka acknowledged everything: the day is done. An empty
   * page of the day itself says nothing yet.
   */
  public void mark(FetchedDay day) {
    Instant now = clock.instant();
    boolean today = LocalDate.ofInstant(now, MissedDays.EASTERN).equals(day.request().day());
    if (day.rows() > 0 || !today) {
      marks.put(day.request().stateKey(), new Mark(day.digests(), now, day.bars()));
    }
  }
}
