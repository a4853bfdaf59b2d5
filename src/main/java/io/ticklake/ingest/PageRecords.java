package io.ticklake.ingest;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What one page becomes on Kafka.
 *
 * @param bars a message each, with key and headers
 * @param part which rows of the page these are
 */
record PageRecords(
    MarketPage page, PageBars bars, List<UnreadableRow> unreadable, PublishedPart part)
    implements PageResult {
  PageRecords {
    unreadable = List.copyOf(unreadable);
  }

  /** All rows of a page. */
  PageRecords(MarketPage page, PageBars bars, List<UnreadableRow> unreadable) {
    this(page, bars, unreadable, PublishedPart.ALL);
  }

  @Override
  public int published() {
    return bars.size();
  }

  int rows() {
    return bars.size() + unreadable.size();
  }

  /** What each row says, bars first: see {@link Fingerprint}. */
  long[] fingerprints() {
    return LongStream.concat(
            LongStream.of(bars.fingerprints()),
            unreadable.stream().mapToLong(UnreadableRow::fingerprint))
        .toArray();
  }

  /** The same page with those rows only whose fingerprint is unknown. */
  PageRecords without(LongPredicate known) {
    PageBars some = bars.without(known);
    return new PageRecords(
        page,
        some,
        unreadable.stream().filter(row -> !known.test(row.fingerprint())).toList(),
        PublishedPart.of(bars.fingerprints(), some.fingerprints()));
  }

  /** Key of the page itself: where it came from. */
  public String rawKey() {
    return page.request().source() + "|" + page.path();
  }

  /** The page as received, in an envelope that says which of its bars are published. */
  public String raw() {
    return RawPageJson.write(page, part);
  }
}
